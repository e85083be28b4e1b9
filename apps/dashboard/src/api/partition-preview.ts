import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type PartitionPreviewRequest, partitionPreviewSchema } from '@tributary/protocol';
import { queryKeys } from './query-keys.ts';
import { request } from './request.ts';

/**
 * Who would get what of a data set. The last answer stays until the next one comes.
 * @param asked null while there is nothing to ask
 */
export const usePartitionPreview = (asked: PartitionPreviewRequest | null) =>
  useQuery({
    queryKey: queryKeys.partitionPreview(asked),
    queryFn: () =>
      request(partitionPreviewSchema, '/api/partition-preview', { method: 'POST', body: asked }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    // The same settings divide the same data in the same way.
    staleTime: Infinity,
  });
