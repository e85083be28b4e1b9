import type { UploadStep } from '../gateway/upload-step.ts';
import type { Runs } from '../runner/runs.ts';
import type { Storage } from '../storage/storage.ts';
import type { Traffic } from '../storage/traffic.ts';
import { followRounds } from './follow-rounds.ts';
import type { Metrics } from './metrics.ts';

/** The same storage, with a clock at its log. */
export const measureStorage = (storage: Storage, { logAppends }: Metrics): Storage => ({
  ...storage,
  appendEvents: async (runId, entries) => {
    const stop = logAppends.startTimer();
    await storage.appendEvents(runId, entries);
    stop();
  },
});

/** The same books, with a meter beside them. */
export const measureTraffic = (traffic: Traffic, { bytes: total }: Metrics): Traffic => ({
  ...traffic,
  served: (digest, bytes) => {
    total.inc({ direction: 'down' }, bytes);
    traffic.served(digest, bytes);
  },
});

/** Counts what came up, and what was refused. */
export const measureUploadStep = ({ bytes, answer }: UploadStep, metrics: Metrics): void => {
  metrics.bytes.inc({ direction: 'up' }, bytes);
  if (!answer.ok) metrics.updates.inc({ verdict: answer.code });
};

/** Counts what the logs of all runs tell. */
export const measureRuns = (runs: Pick<Runs, 'listen'>, metrics: Metrics): void => {
  const follow = followRounds({
    opened: () => metrics.rounds.inc({ outcome: 'opened' }),
    partEnded: (_, part, { from, to }) => metrics.roundParts.observe({ part }, (to - from) / 1000),
    closed: (_, outcome) => metrics.rounds.inc({ outcome }),
  });
  runs.listen({
    onCreated: () => undefined,
    onEvent: (runner, logged) => {
      follow(runner, logged);
      if (logged.event.type === 'updateReceived') metrics.updates.inc({ verdict: 'accepted' });
    },
  });
};
