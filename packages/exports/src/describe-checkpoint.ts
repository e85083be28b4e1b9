import type { TrainedCheckpoint } from './checkpoint-formats.ts';

/** What stands in an exported file beside the weights: texts by key. */
export const describeCheckpoint = ({
  config: { name, task },
  round,
  digest,
}: TrainedCheckpoint): Record<string, string> => ({
  producer: 'Tributary',
  run: name,
  round: `${round}`,
  checkpoint: digest,
  task: JSON.stringify(task),
});
