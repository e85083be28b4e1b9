import { z } from 'zod';

/** Where a run stands. `pausing`: the open round is still being finished. */
export const runStatusSchema = z.enum([
  'created',
  'running',
  'pausing',
  'paused',
  'completed',
  'stopped',
  'failed',
]);
export type RunStatus = z.output<typeof runStatusSchema>;

/** Whether the run has come to its end and takes no further events. */
export const isEnded = (status: RunStatus): boolean =>
  status === 'completed' || status === 'stopped' || status === 'failed';
