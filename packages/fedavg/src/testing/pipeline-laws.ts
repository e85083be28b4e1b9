import { describe, expect, it } from 'vitest';
import type { OpenedDelta, Stage } from '../compression/compressor.ts';
import { encodePipeline } from '../compression/encode-pipeline.ts';
import { maxPayloadBytes, openPipeline, parsePipeline } from '../compression/index.ts';
import { BLOCK_LENGTH, type DeltaReader, readWhole } from '../delta-reader.ts';
import { createRandom, type Random } from '../random.ts';
import { norm2, subtract } from '../vector.ts';
import { awkwardVectors, gaussian } from './awkward-vectors.ts';
import { passThrough } from './compressor-laws.ts';
import { errorBoundOf } from './pipeline-error-bound.ts';

const MUTATIONS = 2000;

/** What every pipeline must do that a run may be configured with. */
export const pipelineLaws = (name: string, given: readonly Stage[]): void => {
  const { stages } = requireSense(given);
  const sized = given.some((stage) => stage.name === 'top-k') ? 'at most' : 'exactly';
  const some = gaussian(2 * BLOCK_LENGTH + 999, 2);
  const encode = (seed: number, { values, manifest } = some) =>
    encodePipeline(stages, { values, manifest }, { random: createRandom(seed) }).payload;

  describe(`[${name}] obeys the pipeline laws`, () => {
    it('is data that survives JSON, with every parameter in it', () => {
      expect(requireSense(JSON.parse(JSON.stringify(stages))).stages).toEqual(stages);
    });

    it.each(awkwardVectors())(
      `takes ${sized} the stated bytes and errs as it says: $title`,
      (vector) => {
        const bytes = encode(9, vector).length;
        const stated = maxPayloadBytes(stages, vector.manifest);
        if (sized === 'exactly') expect(bytes).toBe(stated);
        else expect(bytes).toBeLessThanOrEqual(stated);
        const decoded = passThrough(stages, vector, 9);
        const bound = errorBoundOf(stages, vector, 9);
        expect(norm2(subtract(decoded, vector.values))).toBeLessThanOrEqual(bound);
      },
    );

    it('gives the same bytes for the same seed and leaves its input as it was', () => {
      const before = some.values.slice();
      expect(isSame(encode(4), encode(4))).toBe(true);
      expect(isSame(some.values, before)).toBe(true);
    });

    it('reads the same in any order, in part and wherever the payload lies in memory', () => {
      const payload = encode(4);
      const delta = requireOpen(openPipeline(stages, payload, some.manifest));
      const whole = readWhole(delta);
      const moved = new Uint8Array(payload.length + 3);
      moved.set(payload, 3);
      const elsewhere = requireOpen(openPipeline(stages, moved.subarray(3), some.manifest));
      for (const [begin, length] of [
        [2 * BLOCK_LENGTH, 999],
        [BLOCK_LENGTH, 1],
        [0, BLOCK_LENGTH],
        [BLOCK_LENGTH, 4097],
      ] as const) {
        const wanted = whole.subarray(begin, begin + length);
        expect(isSame(readPart(delta, begin, length), wanted)).toBe(true);
        expect(isSame(readPart(elsewhere, begin, length), wanted)).toBe(true);
      }
    });

    it(`refuses or decodes ${MUTATIONS} mutated payloads, and never throws`, () => {
      const small = gaussian(700, 8);
      const payload = encode(5, small);
      const random = createRandom(6);
      for (let i = 0; i < MUTATIONS; i++) {
        const opened = openPipeline(stages, mutate(payload, random), small.manifest);
        if (!opened.ok) {
          if (opened.reason.length < 10) expect(opened.reason).toMatch(/.{10}/);
        } else if (readWhole(opened.delta).length !== 700) expect(opened.delta.size).toBe(700);
      }
    });

    it('refuses what is shorter or longer, and what claims more than is there', () => {
      const payload = encode(5);
      const longer = new Uint8Array(payload.length + 1);
      longer.set(payload);
      for (const bytes of [
        payload.subarray(1),
        payload.subarray(0, -1),
        longer,
        payload.subarray(0, 0),
      ]) {
        expect(openPipeline(stages, bytes, some.manifest).ok).toBe(false);
      }
      const huge = [{ name: 'kernel', shape: [40_000, 50_000] }];
      expect(openPipeline(stages, payload, huge).ok).toBe(false);
    });
  });
};

/** Much quicker for long arrays than to have them compared by the test's own means. */
const isSame = <Values extends Float32Array | Uint8Array>(a: Values, b: Values): boolean =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

const requireSense = (stages: unknown) => {
  const pipeline = parsePipeline(stages);
  if (!pipeline.ok) throw new Error(pipeline.reason);
  return pipeline;
};

const requireOpen = (opened: OpenedDelta): DeltaReader => {
  if (!opened.ok) throw new Error(opened.reason);
  return opened.delta;
};

const readPart = (delta: DeltaReader, begin: number, length: number): Float32Array => {
  const out = new Float32Array(length).fill(Number.NaN);
  delta.read(begin, out);
  return out;
};

/** Cuts, lengthens or overwrites; every other time where the lengths and scales stand. */
const mutate = (payload: Uint8Array, random: Random): Uint8Array => {
  const kind = random.integer(10);
  if (kind === 0) return payload.slice(0, random.integer(payload.length));
  const mutated = new Uint8Array(payload.length + (kind === 1 ? random.integer(100) : 0));
  mutated.set(payload);
  const reach = kind % 2 === 0 ? mutated.length : Math.min(16, mutated.length);
  for (let left = 1 + random.integer(8); left > 0; left--) {
    mutated[random.integer(reach)] = random.integer(256);
  }
  return mutated;
};
