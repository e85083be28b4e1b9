import {
  type DeltaReader,
  forEachBlock,
  rowsOf,
  type UpdateBlocks,
  type UpdateInfo,
} from '@tributary/fedavg';

/** Room for many float32 values that is not the process's memory: a file. Positions count values. */
export interface Scratch {
  write(values: Float32Array, position: number): void;
  read(into: Float32Array, position: number): void;
  close(): void;
}

/** Opens a scratch for so many values. */
export type OpenScratch = (values: number) => Scratch;

/**
 * Decoded updates on a scratch, block after block, and in each block row after row, so that what a rule
 * looks at together lies together and is read at once.
 */
export interface SpooledBlocks extends UpdateBlocks {
  /** Puts a delta into a row; `infos.length` is the root's. */
  fill(row: number, delta: DeltaReader): void;
}

/** @param infos of the updates that `fill` will bring, in the order of their rows */
export const spoolBlocks = (
  scratch: Scratch,
  blocks: Pick<UpdateBlocks, 'infos' | 'size' | 'hasRoot'>,
): SpooledBlocks => {
  const rows = rowsOf(blocks);
  return {
    ...blocks,
    fill: (row, delta) => {
      forEachBlock(blocks.size, (begin, length) => {
        const values = new Float32Array(length);
        delta.read(begin, values);
        scratch.write(values, begin * rows + row * length);
      });
    },
    read: (begin, length, out) => scratch.read(out.subarray(0, rows * length), begin * rows),
  };
};

/** A scratch in memory, where that is where the updates are anyway. */
export const openMemoryScratch: OpenScratch = (values) => {
  const memory = new Float32Array(values);
  return {
    write: (written, position) => memory.set(written, position),
    read: (into, position) => into.set(memory.subarray(position, position + into.length)),
    close: () => undefined,
  };
};

/** The same updates with zeros behind their first values. */
export const firstValues = (blocks: UpdateBlocks, count: number): UpdateBlocks => {
  if (count >= blocks.size) return blocks;
  const { infos, size, hasRoot } = blocks;
  return {
    ...{ infos, size, hasRoot },
    read: (begin, length, out) => {
      blocks.read(begin, length, out);
      const kept = Math.min(length, Math.max(0, count - begin));
      for (let row = 0; row < rowsOf(blocks); row++) {
        out.fill(0, row * length + kept, (row + 1) * length);
      }
    },
  };
};

/** Some rows of others, where they are; the root's row stays. */
export const selectRows = (blocks: UpdateBlocks, chosen: readonly number[]): UpdateBlocks => {
  const rows = rowsOf(blocks);
  const kept = blocks.hasRoot ? [...chosen, rows - 1] : chosen;
  let buffer = new Float32Array(0);
  return {
    infos: chosen.map((row) => blocks.infos[row] as UpdateInfo),
    size: blocks.size,
    hasRoot: blocks.hasRoot,
    read: (begin, length, out) => {
      if (buffer.length < rows * length) buffer = new Float32Array(rows * length);
      blocks.read(begin, length, buffer);
      kept.forEach((row, index) => {
        out.set(buffer.subarray(row * length, (row + 1) * length), index * length);
      });
    },
  };
};
