import type { FastifyBaseLogger } from 'fastify';
import type { UploadStep } from '../gateway/upload-step.ts';
import type { Runs } from '../runner/runs.ts';
import { followRounds } from './follow-rounds.ts';

/** Lines about what becomes of runs and rounds; ids are fields, so that a log can be searched by them. */
export const logRuns = (runs: Pick<Runs, 'listen'>, log: FastifyBaseLogger): void => {
  const statuses = new Map<string, string>();
  const follow = followRounds({
    opened: (place) => log.debug(idsOf(place), 'round opened'),
    closed: (place, outcome, { from, to }) =>
      log[outcome === 'committed' ? 'info' : 'warn'](
        { ...idsOf(place), durationMs: to - from },
        `round ${outcome}`,
      ),
  });
  runs.listen({
    onCreated: ({ runId }) => log.info({ runId }, 'run created'),
    onEvent: (runner, logged) => {
      follow(runner, logged);
      const { runId } = runner;
      const { status, statusReason } = runner.state;
      if (statuses.get(runId) === status) return;
      statuses.set(runId, status);
      log[status === 'failed' ? 'error' : 'info']({ runId, status, statusReason }, 'run status');
    },
  });
};

/** A refusal is the client's business; here it is noted for whoever looks for one. */
export const logUploadStep = (
  { clientId, runId, round, bytes, answer }: UploadStep,
  log: FastifyBaseLogger,
): void => {
  const ids = { runId, round, clientId };
  if (!answer.ok) log.info({ ...ids, code: answer.code }, 'update refused');
  else if (answer.status === 'accepted' && bytes > 0) log.debug(ids, 'update accepted');
};

const idsOf = ({ runId, round, attempt }: { runId: string; round: number; attempt: number }) => ({
  ...{ runId, round, attempt },
});
