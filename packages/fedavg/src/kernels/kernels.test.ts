import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { type ColumnReduction, reduceColumns } from './column-order.ts';
import { foldScaled } from './fold-scaled.ts';
import { kernelModule, startKernelModule } from './kernel-module.ts';
import { mixColumns, mixTileLength } from './mix-columns.ts';
import { addProducts, paddedSide, wideLength } from './row-products.ts';
import { sortingNetwork } from './sorting-network.ts';
import { atWorkbench, plainWorkbench, type Workbench } from './workbench.ts';

const random = createRandom(11);
const someValues = (length: number) =>
  Float32Array.from({ length }, () => random.normal() * 10 ** (random.integer(9) - 6));

/** Runs the work once with the kernels and once without; both see the same numbers. */
const bothWays = (work: (bench: Workbench) => ArrayLike<number>) => {
  expect(kernelModule()).toBeDefined();
  const withKernels = atWorkbench(2 ** 22, (bench) => {
    expect(bench.run).toBeDefined();
    return Array.from(work(bench));
  });
  return { withKernels, without: Array.from(work(plainWorkbench)) };
};

const filled = <A extends Float32Array | Float64Array | Uint32Array>(
  to: A,
  from: ArrayLike<number>,
) => {
  to.set(from);
  return to;
};

describe('a kernel gives the same bits as the loop in its place', () => {
  it.each([1, 16, 100, 2603])('when it folds rows of %i into exact sums', (length) => {
    const count = 5;
    const values = someValues(count * (length + 16));
    const scales = [2 ** 30, 1.7 * 2 ** 31, 3, 2 ** 33 / 7, 0];
    const sums = Float64Array.from({ length }, () => Math.round(random.normal() * 2 ** 46));
    const { withKernels, without } = bothWays((bench) => {
      const out = filled(bench.doubles(length), sums);
      const rows = { values: filled(bench.floats(values.length), values), stride: length + 16 };
      const group = { ...rows, scales: filled(bench.doubles(count), scales), count };
      foldScaled(bench, out, [group, { ...group, count: 2 }]);
      return out;
    });
    expect(withKernels).toEqual(without);
    expect(without).not.toEqual([...sums]);
  });

  const reductions: [string, (count: number) => ColumnReduction][] = [
    ['takes medians', (n) => ({ kind: 'range', from: (n - 1) >> 1, until: (n >> 1) + 1 })],
    ['takes means of the middle', (n) => ({ kind: 'range', from: n >> 2, until: n - (n >> 2) })],
    ['takes means around the median', (n) => ({ kind: 'closest', keep: Math.max(1, n - 3) })],
  ];
  it.each(reductions)('when it %s', (_, reductionOf) => {
    for (const count of [1, 2, 3, 7, 10, 33, 100]) {
      const length = 45;
      const values = someValues(count * length);
      // Zeros of both signs and values that are the same.
      values
        .fill(0, 0, 4)
        .fill(-0, 4, 9)
        .copyWithin(length * (count >> 1), 0, 20);
      const reduction = reductionOf(count);
      const { withKernels, without } = bothWays((bench) => {
        const pairs = sortingNetwork(count);
        const tools = {
          reduction,
          pairs: filled(bench.integers(pairs.length), pairs),
          tile: bench.floats(16 * count),
        };
        const out = bench.floats(length);
        const columns = { values: filled(bench.floats(values.length), values), count, length };
        reduceColumns(bench, columns, tools, out);
        return out;
      });
      expect(withKernels).toEqual(without);
    }
  });

  it.each([1, 2, 5, 9])('when it multiplies %i rows with one another', (count) => {
    const length = 600;
    const values = someValues(count * length);
    const side = paddedSide(count);
    const { withKernels, without } = bothWays((bench) => {
      const products = bench.doubles(side * side).fill(0);
      const columns = { values: filled(bench.floats(values.length), values), count, length };
      addProducts(bench, products, columns, bench.doubles(wideLength(count)));
      return products;
    });
    for (let a = 0; a < count; a++) {
      for (let b = a; b < count; b++) {
        expect(withKernels[a * side + b]).toBe(without[a * side + b]);
      }
    }
  });

  it.each([
    [1, 77],
    [4, 160],
    [4, 77],
  ])('when it mixes rows %i ways, %i columns', (mixes, length) => {
    const count = 6;
    const values = someValues(count * length);
    const matrix = Float64Array.from({ length: mixes * count }, () => random.normal());
    const { withKernels, without } = bothWays((bench) => {
      const out = bench.floats(mixes * length);
      const columns = { values: filled(bench.floats(values.length), values), count, length };
      const tools = {
        matrix: filled(bench.doubles(matrix.length), matrix),
        tile: bench.doubles(mixTileLength(count)),
      };
      mixColumns(bench, columns, tools, out);
      return out;
    });
    expect(withKernels).toEqual(without);
  });
});

describe('the kernel module', () => {
  it('is not there where WebAssembly is not, or has no vectors', () => {
    expect(startKernelModule({})).toBeUndefined();
    const platform = globalThis as unknown as Parameters<typeof startKernelModule>[0];
    expect(startKernelModule(platform)).toBeDefined();
    if (!platform.WebAssembly) throw new Error('no WebAssembly');
    class Module {
      constructor() {
        throw new WebAssembly.CompileError('unknown opcode');
      }
    }
    const { Memory, Instance } = platform.WebAssembly;
    expect(startKernelModule({ WebAssembly: { Memory, Instance, Module } })).toBeUndefined();
  });
});

describe('the workbench', () => {
  it('does without the kernels when their memory is too small for the work', () => {
    atWorkbench(2 ** 40, (bench) => expect(bench.run).toBeUndefined());
  });

  it('gives work inside work memory of its own, and takes it back, also after an error', () => {
    const addressOf = () => atWorkbench(1000, (bench) => bench.floats(9).byteOffset);
    const before = addressOf();
    atWorkbench(1000, (bench) => {
      const outer = bench.floats(9);
      expect(addressOf()).toBeGreaterThanOrEqual(outer.byteOffset + outer.byteLength);
    });
    expect(() =>
      atWorkbench(1000, (bench) => {
        bench.floats(9);
        throw new Error('on purpose');
      }),
    ).toThrow('on purpose');
    expect(addressOf()).toBe(before);
  });
});

describe('the sorting network', () => {
  it('sorts whatever it is given', () => {
    for (let count = 1; count <= 40; count++) {
      const pairs = sortingNetwork(count);
      for (let trial = 0; trial < 20; trial++) {
        const values = Array.from({ length: count }, () => random.integer(count));
        for (let at = 0; at < pairs.length; at += 2) {
          const [i, j] = [pairs[at] as number, pairs[at + 1] as number];
          const [a, b] = [values[i] as number, values[j] as number];
          values[i] = Math.min(a, b);
          values[j] = Math.max(a, b);
        }
        expect(values).toEqual([...values].sort((a, b) => a - b));
      }
    }
  });

  it('is smaller when only the median is wanted', () => {
    expect(sortingNetwork(100, 49, 51).length).toBeLessThan(sortingNetwork(100).length);
  });
});
