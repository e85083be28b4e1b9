import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Everything that is counted as it happens. What can be looked up is in `gauges.ts`. */
export interface Metrics {
  readonly registry: Registry;
  readonly rounds: Counter<'outcome'>;
  readonly roundParts: Histogram<'part'>;
  readonly updates: Counter<'verdict'>;
  readonly bytes: Counter<'direction'>;
  readonly logAppends: Histogram;
}

/** Seconds; a round of a few devices is as common as one that waits for minutes. */
const ROUND_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900];
const APPEND_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** One registry for each coordinator, so that two in one process do not add up. */
export const createMetrics = (): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    rounds: new Counter({
      ...{ name: 'tributary_rounds_total', labelNames: ['outcome'], registers },
      help: 'Rounds that were opened, committed and abandoned.',
    }),
    roundParts: new Histogram({
      ...{ name: 'tributary_round_part_seconds', labelNames: ['part'], registers },
      ...{ help: 'How long the parts of rounds took.', buckets: ROUND_BUCKETS },
    }),
    updates: new Counter({
      ...{ name: 'tributary_updates_total', labelNames: ['verdict'], registers },
      help: 'Updates that were accepted, and refusals by their code.',
    }),
    bytes: new Counter({
      ...{ name: 'tributary_bytes_total', labelNames: ['direction'], registers },
      help: 'Bytes of updates that came up, and of models that went down.',
    }),
    logAppends: new Histogram({
      ...{ name: 'tributary_log_append_seconds', registers, buckets: APPEND_BUCKETS },
      help: 'How long it took until events were durable.',
    }),
  };
};
