import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Compressor, Stage } from '../compression/compressor.ts';
import { encodePipeline } from '../compression/encode-pipeline.ts';
import { openPipeline } from '../compression/open-pipeline.ts';
import { readWhole } from '../delta-reader.ts';
import type { FlatWeights } from '../flat-weights.ts';
import { createRandom } from '../random.ts';
import { norm2, subtract } from '../vector.ts';
import { awkwardVectors } from './awkward-vectors.ts';

/** What a coordinator reads of what a client sends. @throws {Error} if it cannot be read */
export const passThrough = (
  stages: readonly Stage[],
  weights: FlatWeights,
  seed: number,
): Float32Array => {
  const { payload } = encodePipeline(stages, weights, { random: createRandom(seed) });
  const opened = openPipeline(stages, payload, weights.manifest);
  if (!opened.ok) throw new Error(opened.reason);
  return readWhole(opened.delta);
};

/** The shortest pipeline that shows what a compressor does. */
const aloneWith = (compressor: Compressor): Stage[] => [
  { name: compressor.name, params: compressor.params.parse({}) },
  ...(compressor.kind === 'transform' ? [{ name: 'float32', params: {} }] : []),
];

/** What every entry of the registry must do. */
export const compressorLaws = (compressor: Compressor): void => {
  const params = compressor.params.parse({});

  describe(`${compressor.name} obeys the compressor laws`, () => {
    it('has words for itself, and a default and words for every parameter', () => {
      for (const text of ['summary', 'paper', 'formula', 'cost', 'combines'] as const) {
        expect(compressor[text], text).toMatch(/\w/);
      }
      const schema = z.toJSONSchema(compressor.params, { io: 'input' });
      for (const property of Object.values(schema.properties ?? {})) {
        expect(property).toMatchObject({
          title: expect.any(String),
          description: expect.any(String),
          default: expect.anything(),
        });
      }
    });

    it('takes its own parameters back from JSON', () => {
      expect(compressor.params.parse(JSON.parse(JSON.stringify(params)))).toEqual(params);
    });

    it.each(awkwardVectors())('errs by no more than it says: $title', ({ values, manifest }) => {
      const decoded = passThrough(aloneWith(compressor), { values, manifest }, 3);
      if (compressor.lossless) expect(decoded).toEqual(values);
      const bound = compressor.errorBound(values, params);
      const rounding = (norm2(values) + norm2(decoded)) * 3e-7;
      // Below the smallest float32 there are no finer steps.
      const underflow = Math.sqrt(values.length) * 1e-42;
      expect(norm2(subtract(decoded, values))).toBeLessThanOrEqual(bound + rounding + underflow);
    });

    it('shows when a value is not finite', () => {
      for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
        for (const { values, manifest } of awkwardVectors()) {
          const spoilt = values.slice();
          spoilt[spoilt.length >> 1] = bad;
          const decoded = passThrough(aloneWith(compressor), { values: spoilt, manifest }, 3);
          expect(decoded.every(Number.isFinite)).toBe(false);
        }
      }
    });
  });
};
