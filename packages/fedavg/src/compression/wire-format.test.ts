import { expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { vectorOf } from '../testing/awkward-vectors.ts';
import { encodePipeline } from './encode-pipeline.ts';
import { usefulPipelines } from './useful-pipelines.ts';

const random = createRandom(77);
const cube = (x: number): number => x * x * x;
const some = vectorOf('uniform', 9000, () => cube(random.uniform() - 0.5));

/** FNV-1a, in eight hex digits. */
const digest = (bytes: Uint8Array): string => {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

// A client of one version and a coordinator of another must agree on every byte, on every platform.
// Change a line here only together with the protocol's version.
it('stays as it is, bit for bit', () => {
  const digests = usefulPipelines.map(({ name, stages }) => {
    const { payload } = encodePipeline(stages, some, { random: createRandom(5) });
    return `${name}: ${payload.length} bytes, ${digest(payload)}`;
  });
  expect(digests).toMatchInlineSnapshot(`
    [
      "float32: 36000 bytes, 13d4c90f",
      "float16: 18000 bytes, 16d16a30",
      "int8: 9020 bytes, bd105e7f",
      "int4: 4536 bytes, e6162123",
      "rotate, int4: 4652 bytes, 7d15804c",
      "rotate, lloyd-max: 2320 bytes, 9acfc774",
      "top-k 1 %, float16: 276 bytes, 0ffe3964",
      "top-k 1 %, int8: 190 bytes, e727b261",
      "top-k 1 %, sign: 112 bytes, d7cd775c",
      "top-k 5 %, rotate, int4: 600 bytes, 9607f418",
      "sign: 1133 bytes, b96c58a7",
      "rotate, sign: 1168 bytes, b194846e",
      "rotate, sign (EDEN): 1168 bytes, 46cef994",
      "low-rank, float32: 1808 bytes, a81366fc",
      "low-rank, int8: 468 bytes, 4afbc081",
    ]
  `);
});
