import type { Contribution } from '@tributary/client';

export const failedContribution: Contribution = {
  runId: 'run-mnist',
  round: 4,
  outcome: 'failed',
  message: 'The graphics card went away.',
  numExamples: 0,
  payloadBytes: 0,
  metrics: null,
};
