import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Checkpoint, checkpointSchema, type RunId } from '@tributary/protocol';
import { z } from 'zod';
import { queryKeys } from './query-keys.ts';
import { request } from './request.ts';

/** How often it is asked which models were let go; nobody tells. */
const REFRESH_MS = 20_000;

const pathOf = (runId: RunId): string => `/api/runs/${encodeURIComponent(runId)}/checkpoints`;

/** A run's checkpoints, newest first, those too whose model was let go. */
export const useCheckpoints = (runId: RunId) =>
  useQuery({
    queryKey: queryKeys.checkpoints(runId),
    queryFn: () => request(z.array(checkpointSchema), pathOf(runId)),
    refetchInterval: REFRESH_MS,
  });

export interface Pinning {
  readonly round: number;
  readonly pinned: boolean;
}

/** Has a checkpoint stay whatever the run's retention says, or lets it loose again. */
export const usePinCheckpoint = (runId: RunId) => {
  const queryClient = useQueryClient();
  const queryKey = queryKeys.checkpoints(runId);
  return useMutation({
    mutationFn: ({ round, pinned }: Pinning) =>
      request(checkpointSchema, `${pathOf(runId)}/${round}/pin`, {
        method: pinned ? 'POST' : 'DELETE',
      }),
    onSuccess: (changed) => {
      queryClient.setQueryData<Checkpoint[]>(queryKey, (known) =>
        known?.map((checkpoint) => (checkpoint.round === changed.round ? changed : checkpoint)),
      );
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
};
