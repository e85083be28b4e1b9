import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { gaussian } from '../testing/awkward-vectors.ts';
import { encodePipeline } from './encode-pipeline.ts';
import { openPipeline } from './open-pipeline.ts';

const stages = [
  { name: 'top-k', params: {} },
  { name: 'rotate', params: {} },
  { name: 'int8', params: {} },
];
const some = gaussian(10_000, 1);
const { payload } = encodePipeline(stages, some, { random: createRandom(1) });

const reasonFor = (change: (bytes: Uint8Array) => Uint8Array): string => {
  const opened = openPipeline(stages, change(payload.slice()), some.manifest);
  return opened.ok ? 'none' : opened.reason;
};

/** The coordinator says these words to the client, so they must say what is wrong. */
describe('A payload that cannot be read', () => {
  const placesLength = new DataView(payload.buffer).getUint32(0, true);
  const seedAt = 4 + Math.ceil(placesLength / 4) * 4;

  it('is none to begin with', () => {
    expect(reasonFor((bytes) => bytes)).toBe('none');
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['ends before "top-k"', (bytes) => bytes.subarray(0, 3)],
    ['ends within "top-k"', (bytes) => bytes.subarray(0, 20)],
    ['ends before "rotate"', (bytes) => bytes.subarray(0, seedAt + 2)],
    ['claims 4294967295 bytes', (bytes) => bytes.fill(255, 0, 4)],
    ['"rotate": the seed', (bytes) => bytes.fill(3, seedAt, seedAt + 1)],
    ['The values take', (bytes) => bytes.subarray(0, -1)],
    ['"top-k": indices cannot', (bytes) => bytes.fill(255, 4, 5)],
  ])('is refused: %s', (reason, change) => {
    expect(reasonFor(change)).toContain(reason);
  });

  it('is refused for a model that no array could hold', () => {
    for (const shape of [[2 ** 31], [2 ** 50, 2 ** 50], Array(8).fill(Number.MAX_SAFE_INTEGER)]) {
      const opened = openPipeline(stages, payload, [{ name: 'huge', shape }]);
      expect(opened).toEqual({ ok: false, reason: 'The model is too large.' });
    }
  });

  it('is refused for stages without sense', () => {
    expect(openPipeline([], payload, some.manifest).ok).toBe(false);
  });
});
