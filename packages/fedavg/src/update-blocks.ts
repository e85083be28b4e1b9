import type { ClientUpdate, UpdateInfo } from './client-update.ts';
import type { DeltaReader } from './delta-reader.ts';
import type { Gram } from './robust/gram.ts';

/**
 * All updates of a round, for rules that must see them side by side. However many and large they are,
 * only one block of each is in memory at a time.
 */
export interface UpdateBlocks {
  /** What is said of each update; their order is the order of the rows. */
  readonly infos: readonly UpdateInfo[];
  /** Weights of the model. */
  readonly size: number;
  /** Whether a row follows the clients': the delta that the server trained on examples of its own. */
  readonly hasRoot: boolean;
  /**
   * Writes the values from `begin` on of every row into `out`, row after row: `rowsOf(this) × length`.
   * @param begin a multiple of `BLOCK_LENGTH`
   * @param length at most `BLOCK_LENGTH`
   */
  read(begin: number, length: number, out: Float32Array): void;
  /** The inner products of the rows, where they are known without reading them. */
  gram?(): Gram;
  /** Σ cᵢ·rowᵢ, where there is a shorter way to it than by the rows. */
  combine?(coefficients: Float64Array): Float32Array;
}

export const rowsOf = ({ infos, hasRoot }: Pick<UpdateBlocks, 'infos' | 'hasRoot'>): number =>
  infos.length + (hasRoot ? 1 : 0);

/** Updates whose deltas can be read at any time. @param root the server's own delta, where a rule needs one */
export const blocksOf = (updates: readonly ClientUpdate[], root?: DeltaReader): UpdateBlocks => {
  const rows = [...updates.map(({ delta }) => delta), ...(root ? [root] : [])];
  return {
    infos: updates.map(({ delta: _delta, ...info }) => info),
    size: rows[0]?.size ?? 0,
    hasRoot: root !== undefined,
    read: (begin, length, out) => {
      rows.forEach((row, index) => {
        row.read(begin, out.subarray(index * length, (index + 1) * length));
      });
    },
  };
};
