import { describe, expect, it } from 'vitest';
import { readWhole } from '../../delta-reader.ts';
import { createRandom, deriveSeed } from '../../random.ts';
import { norm2, subtract } from '../../vector.ts';
import { encodePipeline } from '../encode-pipeline.ts';
import { openPipeline } from '../open-pipeline.ts';
import { maxPayloadBytes } from '../pipeline-shape.ts';

const [ROWS, COLS, RANK] = [120, 90, 3];
const manifest = [
  { name: 'bias', shape: [17] },
  { name: 'kernel', shape: [4, 30, COLS] },
  { name: 'small', shape: [2, 3] },
];
const SIZE = 17 + ROWS * COLS + 6;

const stagesWith = (params: object) => [
  { name: 'low-rank', params: { rank: RANK, ...params } },
  { name: 'float32', params: {} },
];

/** A model whose kernel is Σ sizeₖ·uₖ·vₖᵀ with random u and v. */
const modelOf = (sizes: readonly number[], seed: number): Float32Array => {
  const random = createRandom(seed);
  const values = Float32Array.from({ length: SIZE }, () => random.normal());
  const kernel = values.subarray(17, 17 + ROWS * COLS).fill(0);
  for (const size of sizes) {
    const u = Array.from({ length: ROWS }, () => random.normal());
    const v = Array.from({ length: COLS }, () => random.normal());
    kernel.forEach((value, i) => {
      kernel[i] = value + size * (u[Math.floor(i / COLS)] ?? 0) * (v[i % COLS] ?? 0);
    });
  }
  return values;
};

const pass = (
  values: Float32Array,
  params: object,
  { seed, memory }: { seed: number; memory?: Float32Array | undefined },
) => {
  const stages = stagesWith(params);
  const encoded = encodePipeline(
    stages,
    { values, manifest },
    { random: createRandom(seed), memory },
  );
  const opened = openPipeline(stages, encoded.payload, manifest);
  if (!opened.ok) throw new Error(opened.reason);
  const decoded = readWhole(opened.delta);
  return { ...encoded, decoded, error: norm2(subtract(decoded, values)) / norm2(values) };
};

describe('low-rank', () => {
  it('recovers a matrix of its rank, and all that is no matrix bit for bit', () => {
    const values = modelOf([1, 0.3, 0.1], 1);
    const { decoded, error } = pass(values, { iterations: 1 }, { seed: 2 });
    expect(error).toBeLessThan(1e-6);
    expect(decoded.subarray(0, 17)).toEqual(values.subarray(0, 17));
    expect(decoded.subarray(-6)).toEqual(values.subarray(-6));
  });

  it('recovers matrices of lower rank', () => {
    expect(pass(modelOf([1], 1), {}, { seed: 2 }).error).toBeLessThan(1e-6);
    expect(pass(modelOf([], 1), {}, { seed: 2 }).error).toBe(0);
  });

  it('sends the columns of both factors and their scales', () => {
    const values = 17 + RANK * (ROWS + COLS) + 6;
    expect(maxPayloadBytes(stagesWith({}), manifest)).toBe(4 + 4 * (RANK + 2) + 4 * values);
  });

  it('comes as close as that rank allows once it remembers, with one iteration a round', () => {
    const values = modelOf([1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3], 5);
    const best = pass(values, { iterations: 8 }, { seed: 1 });
    const closest = pass(values, { iterations: 8 }, { seed: 1, memory: best.memory }).error;
    let memory: Float32Array | undefined;
    const errors = Array.from({ length: 20 }, (_, round) => {
      const sent = pass(values, { iterations: 1 }, { seed: deriveSeed(9, round), memory });
      memory = sent.memory;
      return sent.error;
    });
    expect(errors.at(0)).toBeGreaterThan(1.05 * closest);
    expect(errors.at(-1)).toBeLessThan(1.002 * closest);
  });

  it('draws anew what it cannot use of its memory', () => {
    const values = modelOf([1, 0.3, 0.1], 1);
    const zeros = new Float32Array(RANK * COLS);
    const endless = zeros.map(() => Number.POSITIVE_INFINITY);
    const unknown = zeros.map(() => Number.NaN);
    for (const memory of [zeros, new Float32Array(5), unknown, endless]) {
      expect(pass(values, {}, { seed: 2, memory }).error).toBeLessThan(1e-6);
    }
  });
});
