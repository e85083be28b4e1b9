import type { RoundRow } from './round-row.ts';
import type { SimulationResult } from './simulation-result.ts';

const COLUMNS = [
  'round',
  'accuracy',
  'loss',
  'bestAccuracy',
  'attempts',
  'cohort',
  'reported',
  'bytesUp',
  'bytesDown',
  'virtualS',
] as const satisfies readonly (keyof RoundRow)[];

/** All rounds of all runs as a table: RFC 4180, one row a round. */
export const toCsv = ({ runs }: SimulationResult): string =>
  [
    ['variant', 'seed', ...COLUMNS].join(','),
    ...runs.flatMap(({ variant, seed, rows }) =>
      rows.map((row) =>
        [quote(variant), seed, ...COLUMNS.map((column) => cellOf(row[column]))].join(','),
      ),
    ),
    '',
  ].join('\r\n');

/** Empty where nothing was measured, or where a run that diverged has no number. */
const cellOf = (value: number | null): string | number =>
  value === null || !Number.isFinite(value) ? '' : value;

const quote = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
