import type { TableRow } from '@tributary/model-zoo';
import { matchNames } from '../match-names.ts';

/** Cells that stand in rows, hardly ever in a header. */
const VALUE = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$|^$|^\?$|^(na|nan|null)$/i;

/**
 * Whether a file's first row names its columns: it has some of the names that are looked for, or nothing that
 * looks like a value.
 */
export const guessHeader =
  (names: readonly string[]) =>
  ([first]: readonly TableRow[]): boolean => {
    const cells = first?.cells ?? [];
    return (
      matchNames(names, cells).some((match) => match !== null) ||
      cells.every((cell) => !VALUE.test(cell))
    );
  };
