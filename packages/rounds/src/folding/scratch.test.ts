import { BLOCK_LENGTH, createRandom, denseDelta } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { firstValues, openMemoryScratch, selectRows, spoolBlocks } from './scratch.ts';

const size = 2 * BLOCK_LENGTH + 5;
const random = createRandom(3);
const rows = Array.from({ length: 4 }, () => Float32Array.from({ length: size }, random.normal));
const infos = [1, 2, 3].map((numExamples) => ({ numExamples }));

/** Three clients' rows and the server's own. */
const spooled = () => {
  const blocks = spoolBlocks(openMemoryScratch(4 * size), { infos, size, hasRoot: true });
  // In any order: each row has a place of its own.
  for (const row of [2, 0, 3, 1]) blocks.fill(row, denseDelta(rows[row] as Float32Array));
  return blocks;
};

describe.each([
  [0, BLOCK_LENGTH],
  [2 * BLOCK_LENGTH, 5],
])('spooled updates, from %i on', (begin, length) => {
  const part = (row: number) => (rows[row] as Float32Array).subarray(begin, begin + length);

  it('come back row after row', () => {
    const out = new Float32Array(4 * length);
    spooled().read(begin, length, out);
    rows.forEach((_, row) => {
      expect(out.subarray(row * length, (row + 1) * length)).toEqual(part(row));
    });
  });

  it('can be cut short: behind the first values are zeros', () => {
    const out = new Float32Array(4 * length);
    firstValues(spooled(), begin + 3).read(begin, length, out);
    rows.forEach((_, row) => {
      const [kept, rest] = [part(row).slice(0, 3), new Float32Array(length - 3)];
      expect(out.subarray(row * length, row * length + 3)).toEqual(kept);
      expect(out.subarray(row * length + 3, (row + 1) * length)).toEqual(rest);
    });
    firstValues(spooled(), Math.max(0, begin - 1)).read(begin, length, out);
    expect(out.every((value) => value === 0)).toBe(true);
    const whole = spooled();
    expect(firstValues(whole, size)).toBe(whole);
  });

  it('can be chosen from, and the root stays', () => {
    const chosen = selectRows(spooled(), [2, 0]);
    expect(chosen.infos).toEqual([{ numExamples: 3 }, { numExamples: 1 }]);
    const out = new Float32Array(3 * length);
    chosen.read(begin, length, out);
    [2, 0, 3].forEach((row, index) => {
      expect(out.subarray(index * length, (index + 1) * length)).toEqual(part(row));
    });
  });
});
