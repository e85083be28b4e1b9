import { groupColours } from './group-colours.ts';
import type { PartitionCounts } from './partition-counts.ts';
import { sumOf } from './summarise-partition.ts';

export interface PrintOptions {
  /** How many characters fit a line. */
  readonly columns: number;
  /** Whether the terminal understands 24-bit colours; without them each group has a letter. */
  readonly colour: boolean;
  /** How many clients are shown at most. */
  readonly maxRows: number;
}

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A picture of who has what for terminals: a bar for each client, and a legend. */
export const printPartition = (picture: PartitionCounts, options: PrintOptions): string => {
  const { counts, groups, legend } = picture;
  const colours = groupColours(picture);
  const paint = (group: number, cells: number): string => {
    if (options.colour) {
      return `\x1b[38;2;${rgbOf(colours[group] as string)}m${'█'.repeat(cells)}\x1b[39m`;
    }
    const letter = groups.length === 1 ? '█' : (LETTERS[group % LETTERS.length] as string);
    return letter.repeat(cells);
  };
  const sizes = counts.map(sumOf);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 1);
  const [nameWidth, sizeWidth] = [`${counts.length - 1}`.length, `${largest}`.length];
  const room = Math.max(options.columns - nameWidth - sizeWidth - 4, 10);
  const rows = counts.slice(0, options.maxRows).map((ofOne, partition) => {
    const cells = shareCells(ofOne, Math.round((room * (sizes[partition] as number)) / largest));
    const bar = cells.map((share, group) => paint(group, share)).join('');
    const blank = ' '.repeat(room - sumOf(cells));
    return `${`${partition}`.padStart(nameWidth)}  ${bar}${blank}  ${`${sizes[partition]}`.padStart(sizeWidth)}`;
  });
  const hidden = counts.length - rows.length;
  return [
    ...rows,
    ...(hidden > 0 ? [`… and ${hidden} more client${hidden === 1 ? '' : 's'}`] : []),
    ...(groups.length > 1
      ? [`${legend}: ${groups.map((name, group) => `${paint(group, 1)} ${name}`).join('  ')}`]
      : []),
  ].join('\n');
};

/**
 * Divides the cells of a bar among groups in proportion (largest remainders), so that they add up;
 * a bar of any examples has one cell at least.
 */
const shareCells = (counts: readonly number[], wanted: number): number[] => {
  const total = sumOf(counts);
  if (total === 0) return counts.map(() => 0);
  const numCells = Math.max(wanted, 1);
  const exact = counts.map((count) => (count / total) * numCells);
  const cells = exact.map(Math.floor);
  const byRemainder = exact
    .map((value, group) => ({ group, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.group - b.group);
  for (const { group } of byRemainder.slice(0, numCells - sumOf(cells))) {
    cells[group] = (cells[group] as number) + 1;
  }
  return cells;
};

const rgbOf = (hex: string): string =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(';');
