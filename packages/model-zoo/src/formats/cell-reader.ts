import type { Column } from '../dataset.ts';
import { listExpected } from './bad-format.ts';

/** Turns the cells of one column into numbers. */
export interface CellReader {
  readonly column: string;
  /** What a cell must be, for the message about one that is not. */
  readonly expected: string;
  /** @returns undefined for a cell that is not what is expected. */
  read(cell: string): number | undefined;
}

/** What is said of every cell of a table. */
export interface CellRules {
  /** Cells that stand for a value that is not known, e.g. `?`; none unless given. */
  readonly missing?: readonly string[];
  /** Whether an unknown category is refused; without it, it counts as a missing one. */
  readonly strict?: boolean;
  /** By column: how the file writes its categories, in their order, where not by their names. */
  readonly codes?: Readonly<Record<string, readonly string[]>>;
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A float32 from its decimal notation; undefined for anything else. */
const parseNumber = (cell: string): number | undefined => {
  const value = DECIMAL.test(cell) ? Math.fround(Number(cell)) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
};

/** `1`, `1.0` and `01` are the same category. */
const canonical = (cell: string): string => (DECIMAL.test(cell) ? String(Number(cell)) : cell);

/** Numbers as they are, NaN if missing; categories as their index from 1, 0 if missing or unknown. */
export const columnReader = (column: Column, rules: CellRules): CellReader => {
  const isMissing = (cell: string) => rules.missing?.includes(cell) === true;
  const orMissing = rules.missing ? ` (or ${rules.missing.map(nameMarker).join(' or ')})` : '';
  if (column.kind === 'number') {
    return {
      column: column.name,
      expected: `a number with a decimal point${orMissing}`,
      read: (cell) => (isMissing(cell) ? Number.NaN : parseNumber(cell)),
    };
  }
  const written = rules.codes?.[column.name] ?? column.categories;
  const indices = indexByCell(written.map((cell) => [cell]));
  const lookUp = (cell: string) => indices.get(cell) ?? indices.get(canonical(cell));
  return {
    column: column.name,
    expected: `${listExpected(written)}${orMissing}`,
    read: (cell) => {
      if (isMissing(cell)) return 0;
      const index = lookUp(cell);
      if (index === undefined) return rules.strict ? undefined : 0;
      return index + 1;
    },
  };
};

/**
 * Classes as their index.
 * @param classes for each class the cells that stand for it
 */
export const classReader = (
  column: string,
  classes: readonly (readonly string[])[],
): CellReader => {
  const indices = indexByCell(classes);
  return {
    column,
    expected: listExpected(classes.flat()),
    read: (cell) => indices.get(cell) ?? indices.get(canonical(cell)),
  };
};

/** Numbers to be predicted: never missing, divided by `unit`. */
export const numberReader = (column: string, unit: number): CellReader => ({
  column,
  expected: 'a number with a decimal point',
  read: (cell) => {
    const value = parseNumber(cell);
    return value === undefined ? undefined : value / unit;
  },
});

/** Whole numbers that name whom a row comes from. */
export const idReader = (column: string): CellReader => ({
  column,
  expected: 'a whole number',
  read: (cell) => {
    const value = DECIMAL.test(cell) ? Number(cell) : Number.NaN;
    return value === (value | 0) ? value : undefined;
  },
});

const indexByCell = (groups: readonly (readonly string[])[]): ReadonlyMap<string, number> =>
  new Map(groups.flatMap((cells, index) => cells.map((cell) => [canonical(cell), index] as const)));

const nameMarker = (marker: string): string => (marker === '' ? 'nothing' : `"${marker}"`);
