import type { RunConfig } from '@tributary/protocol';
import { judgeUpdate } from './judge-update.ts';
import { reportedMember, requiredReports } from './phases/reporting.ts';
import type { TimedEvent } from './reduce-run.ts';
import { type CohortMember, countMembers, type RunState } from './run-state.ts';

/** Reports that an open round has taken and that keep it open. */
export interface ReportBatch {
  /** Takes an event if it is such a report, or one that counts for nothing; what it does not take ends the batch. */
  take(timed: TimedEvent): boolean;
  /** The state after all that was taken; the batch is over. */
  end(): RunState;
}

/**
 * Where a log is replayed nobody looks at the states between two reports: the cohort is copied once for many of
 * them, where the reducer copies it for each. Null where no round is open. Says the same as the reducer, which a
 * test holds it to.
 */
export const openReportBatch = (state: RunState, config: RunConfig): ReportBatch | null => {
  const { phase, attempt, status } = state;
  if (phase.name !== 'reporting' || (status !== 'running' && status !== 'pausing')) return null;
  const { wanted, deadlineAt } = phase;
  // Where the deadline adapts it moves with every report from the quorum on.
  const least = config.reporting.adaptive ? requiredReports(wanted, config) : wanted;
  const counts = countMembers(phase.cohort);
  const changed = new Map<string, CohortMember>();
  return {
    take: ({ at, event }) => {
      if (event.type !== 'updateReceived' || changed.has(event.clientId)) return false;
      const verdict = judgeUpdate(state, event);
      if (!verdict.ok || verdict.known || event.attempt !== attempt) return true;
      const before = phase.cohort[event.clientId];
      if (before === undefined) return true;
      const training = counts.training - (before.status === 'training' ? 1 : 0);
      const reported = counts.reported + 1;
      if (reported >= Math.min(wanted, least) || training === 0 || at >= deadlineAt) return false;
      counts[before.status]--;
      counts.reported = reported;
      changed.set(event.clientId, reportedMember(event, at));
      return true;
    },
    end: () => {
      if (changed.size === 0) return state;
      const cohort = { ...phase.cohort };
      for (const [clientId, member] of changed) cohort[clientId] = member;
      return { ...state, phase: { ...phase, cohort } };
    },
  };
};
