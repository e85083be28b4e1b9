import type { ClientState } from '@tributary/client';
import type { RunOffer } from '@tributary/protocol';
import { isOpen } from './describe-run.ts';

/**
 * The run that the page speaks of: the one being worked on, else the last one worked on while it
 * is open or nothing else is, else a running or an open one.
 */
export const runInView = ({ work, contributions, runs }: ClientState): RunOffer | null => {
  const byId = (runId: string | undefined) => runs.find((run) => run.runId === runId);
  const last = byId(contributions.at(-1)?.runId);
  const open = runs.filter(isOpen);
  return (
    byId(work?.runId) ??
    (last !== undefined && isOpen(last) ? last : undefined) ??
    open.find(({ status }) => status === 'running') ??
    open[0] ??
    last ??
    null
  );
};
