import type { RunState } from '@tributary/rounds';
import papaparse from 'papaparse';
import { type ExportedFile, fileStem, textFile } from '../exported-file.ts';
import { toTfEvents } from '../tensorboard/to-tf-events.ts';
import { metricsRows, type RoundMetrics } from './round-metrics.ts';

/** Whose rounds they are. */
export interface MeasuredRun {
  readonly name: string;
  readonly state: Pick<RunState, 'history'>;
}

interface MetricsFormat {
  readonly title: string;
  /** One sentence for whoever chooses. */
  readonly description: string;
  write(run: MeasuredRun): ExportedFile;
}

/** One row a round, RFC 4180. What was not measured is empty. */
const toCsv = (rows: readonly RoundMetrics[]): string =>
  `${papaparse.unparse([...rows], { newline: '\r\n' })}\r\n`;

const toJsonLines = (rows: readonly RoundMetrics[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** What a run's rounds can be written as. */
export const metricsFormats = {
  csv: {
    title: 'CSV',
    description: 'One row a round, for spreadsheets and data frames.',
    write: ({ name, state }) =>
      textFile(`${fileStem(name)}-metrics.csv`, 'text/csv', toCsv(metricsRows(state))),
  },
  jsonl: {
    title: 'JSON Lines',
    description: 'One JSON object a round, for programs.',
    write: ({ name, state }) =>
      textFile(
        `${fileStem(name)}-metrics.jsonl`,
        'application/jsonl',
        toJsonLines(metricsRows(state)),
      ),
  },
  tensorboard: {
    title: 'TensorBoard',
    description:
      'An event file: put it into a folder of its own and start tensorboard --logdir there.',
    write: ({ name, state }) => {
      const rows = metricsRows(state);
      const began = rows[0] ? Math.floor(Date.parse(rows[0].committedAt) / 1000) : 0;
      return {
        // TensorBoard reads what has "tfevents" in its name.
        name: `events.out.tfevents.${`${began}`.padStart(10, '0')}.${fileStem(name)}`,
        mediaType: 'application/octet-stream',
        bytes: toTfEvents(rows),
      };
    },
  },
} as const satisfies Record<string, MetricsFormat>;

export type MetricsFormatName = keyof typeof metricsFormats;

/** Every committed round's metrics as a file. */
export const exportMetrics = (format: MetricsFormatName, run: MeasuredRun): ExportedFile =>
  metricsFormats[format].write(run);
