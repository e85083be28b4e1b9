/** Where a run stands. `pausing`: the open round is still being finished. */
export const runStatuses = [
  'created',
  'running',
  'pausing',
  'paused',
  'completed',
  'stopped',
  'failed',
] as const;
export type RunStatus = (typeof runStatuses)[number];

/** Whether the run has come to its end and takes no further events. */
export const isEnded = (status: RunStatus): boolean =>
  status === 'completed' || status === 'stopped' || status === 'failed';
