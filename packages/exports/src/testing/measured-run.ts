import type { ReportedMember, RoundRecord } from '@tributary/rounds';
import type { MeasuredRun } from '../metrics/export-metrics.ts';

const digest = (value: number) => `sha256:${value.toString(16).padStart(64, '0')}` as const;

const report = (
  numExamples: number,
  norm: number,
  metrics: Partial<ReportedMember['metrics']>,
): ReportedMember => ({
  status: 'reported',
  ...{ at: 1_500, digest: digest(9), payloadBytes: 150, numExamples, norm },
  metrics: { steps: 4, trainMs: 50 * norm, backend: 'wasm', ...metrics },
});

const round = (number: number, changes: Partial<RoundRecord>): RoundRecord => ({
  round: number,
  ...{ attempt: 1, accuracy: null, loss: null, bytesUp: 0, bytesDown: 0, spent: null },
  ...{ openedAt: 1_000, closedAt: 2_000, aggregatedAt: 2_300, committedAt: 2_500 },
  ...{ checkpoint: digest(number), iterate: digest(number), broadcast: digest(number) },
  ...{ optimizerState: null, clipNorm: null, cohort: {} },
  ...changes,
});

/** Two rounds: one in which everything was measured, and one that diverged and forgot its cohort. */
export const measuredRun = (): MeasuredRun => ({
  name: 'Digits of many writers',
  state: {
    history: [
      round(1, {
        ...{ accuracy: 0.5, loss: 1.5, bytesUp: 300, bytesDown: 900 },
        spent: { epsilon: 1.25, rdp: 1.5, pld: 1.25 },
        cohort: {
          anna: report(30, 4, { lossBefore: 2, accuracyAfter: 0.9 }),
          bert: report(10, 2, { lossBefore: 1 }),
          carl: { status: 'departed', reason: 'closed' },
        },
      }),
      round(2, { loss: Number.NaN }),
    ],
  },
});
