import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  aggregators,
  BLOCK_LENGTH,
  createRandom,
  forEachBlock,
  type UpdateBlocks,
} from '@tributary/fedavg';
import { fillAtRandom } from './fill-at-random.ts';
import { peakMB } from './peak-mb.ts';

/** How many updates lie in the file; more are these again. */
const DISTINCT = 100;

export interface RobustCase {
  readonly rule: string;
  readonly params: object;
  readonly updates: number;
}

export interface RobustFigures {
  /** For one aggregation. */
  readonly seconds: number;
  /** The largest resident set of the process. */
  readonly peakMB: number;
}

/** A robust rule over updates that lie in a file, block after block, as if they were spooled. */
export const measureRobust = (
  { rule: name, params, updates }: RobustCase,
  size: number,
): RobustFigures => {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-bench-'));
  const file = openSync(join(folder, 'updates'), 'w+');
  try {
    writeUpdates(file, size);
    const rule = aggregators.get(name);
    const aggregator = rule.build(rule.params.parse(params));
    if (aggregator.additive) throw new Error(`${name} does not need all updates at once.`);
    const start = performance.now();
    aggregator.aggregate(updatesIn(file, { size, updates }));
    return { seconds: (performance.now() - start) / 1000, peakMB: peakMB() };
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
};

/** A block of all updates, then the next block of all. */
const writeUpdates = (file: number, size: number): void => {
  const block = new Float32Array(DISTINCT * BLOCK_LENGTH);
  const random = createRandom(1);
  forEachBlock(size, (begin, length) => {
    const rows = fillAtRandom(block.subarray(0, DISTINCT * length), random);
    writeSync(file, rows, 0, rows.byteLength, DISTINCT * begin * 4);
  });
};

const updatesIn = (
  file: number,
  { size, updates }: { readonly size: number; readonly updates: number },
): UpdateBlocks => ({
  infos: Array.from({ length: updates }, () => ({ numExamples: 1 })),
  size,
  hasRoot: false,
  read: (begin, length, out) => {
    for (let first = 0; first < updates; first += DISTINCT) {
      const rows = Math.min(DISTINCT, updates - first);
      const bytes = rows * length * 4;
      const part = out.subarray(first * length, (first + rows) * length);
      const read = readSync(file, part, 0, bytes, DISTINCT * begin * 4);
      if (read !== bytes) throw new Error(`Read ${read} bytes of ${bytes}.`);
    }
  },
});
