/** The names under which answers are kept. */
export const queryKeys = {
  session: ['session'],
  runs: ['runs'],
  run: (runId: string) => ['runs', runId],
  clients: ['clients'],
  joinToken: (runId: string | undefined) => ['join-token', runId ?? 'any'],
} as const;
