import type { RoundMetrics } from '../metrics/round-metrics.ts';
import { encodeMessage } from '../protobuf/encode-message.ts';
import { eventSchema } from './event-schema.ts';
import { tfRecords } from './tf-records.ts';

/** What becomes a curve, by its name in TensorBoard, which groups by what is before the slash. */
const curves = {
  'federated/accuracy': 'accuracy',
  'federated/loss': 'loss',
  'clients/accuracy_before': 'clientAccuracyBefore',
  'clients/accuracy_after': 'clientAccuracyAfter',
  'clients/loss_before': 'clientLossBefore',
  'clients/loss_after': 'clientLossAfter',
  'clients/update_norm': 'meanUpdateNorm',
  'clients/train_ms': 'meanTrainMs',
  'round/cohort': 'cohort',
  'round/reported': 'reported',
  'round/bytes_up': 'bytesUp',
  'round/bytes_down': 'bytesDown',
  'round/reporting_ms': 'reportingMs',
  'privacy/epsilon': 'epsilon',
} as const satisfies Record<string, keyof RoundMetrics>;

const secondsOf = ({ committedAt }: RoundMetrics): number => Date.parse(committedAt) / 1000;

/** Rounds as a TensorBoard event file: a step is a round; what was not measured is left out. */
export const toTfEvents = (rows: readonly RoundMetrics[]): Uint8Array<ArrayBuffer> => {
  const begin = { wallTime: rows[0] ? secondsOf(rows[0]) : 0, fileVersion: 'brain.Event:2' };
  const events = rows.map((row) => ({
    ...{ wallTime: secondsOf(row), step: row.round },
    summary: {
      value: Object.entries(curves).flatMap(([tag, column]) => {
        const simpleValue = row[column];
        return simpleValue === null ? [] : [{ tag, simpleValue }];
      }),
    },
  }));
  return tfRecords([begin, ...events].map((event) => encodeMessage(eventSchema, 'Event', event)));
};
