import type { PartitionPreviewRequest } from '@tributary/protocol';

/** The names under which answers are kept. */
export const queryKeys = {
  session: ['session'],
  runs: ['runs'],
  run: (runId: string) => ['runs', runId],
  checkpoints: (runId: string) => ['runs', runId, 'checkpoints'],
  report: (runId: string, digest: string) => ['report', runId, digest],
  clients: ['clients'],
  joinToken: (runId: string | undefined) => ['join-token', runId ?? 'any'],
  joinTokenOf: ['join-token'],
  joinTokens: ['join-tokens'],
  audit: ['audit'],
  partitionPreview: (asked: PartitionPreviewRequest | null) => ['partition-preview', asked],
} as const;
