import type { FastifyBaseLogger } from 'fastify';
import type { CoordinatorConfig } from '../config.ts';
import type { UploadStep } from '../gateway/upload-step.ts';
import type { Runs } from '../runner/runs.ts';
import { logRuns, logUploadStep } from './log-rounds.ts';
import { measureRuns, measureUploadStep } from './measure.ts';
import type { Metrics } from './metrics.ts';
import { startTracing } from './start-tracing.ts';
import { traceRounds } from './trace-rounds.ts';

/** How long the last spans may take. */
const CLOSE_LIMIT_MS = 3_000;

export interface RunsWatch {
  /** To be called after each step of an upload. */
  onUploadStep(step: UploadStep): void;
  /** Sends what is left. */
  close(): Promise<void>;
}

interface Watching {
  readonly runs: Pick<Runs, 'listen'>;
  readonly metrics: Metrics;
  readonly config: Pick<CoordinatorConfig, 'otlpEndpoint'>;
  readonly now: () => number;
  readonly log: FastifyBaseLogger;
}

/** Metrics, log lines and, where a collector is named, traces of all that runs do. */
export const watchRuns = async (watching: Watching): Promise<RunsWatch> => {
  const { runs, metrics, config, now, log } = watching;
  measureRuns(runs, metrics);
  logRuns(runs, log);
  const tracing = config.otlpEndpoint ? await startTracing(config.otlpEndpoint) : undefined;
  const traces = tracing && traceRounds(tracing.tracer, now);
  if (traces) runs.listen({ onCreated: () => undefined, onEvent: traces.onEvent });
  return {
    onUploadStep: (step) => {
      measureUploadStep(step, metrics);
      logUploadStep(step, log);
      traces?.onUploadStep(step);
    },
    close: async () => {
      // A collector that is away must not keep the coordinator from ending.
      const limit = AbortSignal.timeout(CLOSE_LIMIT_MS);
      const late = new Promise((resolve) => limit.addEventListener('abort', resolve));
      await Promise.race([tracing?.close().catch(() => undefined), late]);
    },
  };
};
