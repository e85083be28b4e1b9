import type { PartitionPreviewRequest } from '@tributary/protocol';

/** The names under which answers are kept. */
export const queryKeys = {
  session: ['session'],
  runs: ['runs'],
  run: (runId: string) => ['runs', runId],
  clients: ['clients'],
  joinToken: (runId: string | undefined) => ['join-token', runId ?? 'any'],
  partitionPreview: (asked: PartitionPreviewRequest | null) => ['partition-preview', asked],
} as const;
