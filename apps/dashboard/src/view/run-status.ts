import type { RunAction, RunStatus } from '@tributary/protocol';
import type { Tone } from './cohort-rows.ts';

/** How a run's status is called and coloured, and what an admin may do in it. */
export interface StatusWords {
  readonly label: string;
  readonly tone: Tone;
  readonly actions: readonly RunAction[];
}

export const runStatuses: Readonly<Record<RunStatus, StatusWords>> = {
  created: { label: 'Not started', tone: 'neutral', actions: ['start'] },
  running: { label: 'Running', tone: 'active', actions: ['pause', 'stop'] },
  pausing: { label: 'Pausing', tone: 'warning', actions: ['resume', 'stop'] },
  paused: { label: 'Paused', tone: 'warning', actions: ['resume', 'stop'] },
  completed: { label: 'Completed', tone: 'good', actions: [] },
  stopped: { label: 'Stopped', tone: 'neutral', actions: [] },
  failed: { label: 'Failed', tone: 'bad', actions: [] },
};
