import { expect, it } from 'vitest';
import { modelFacts } from './model-facts.ts';

it('says how large a model is, and how fast it was measured', () => {
  const sizes = { weights: 7850, downBytes: 31_500, upBytes: 8_000 };
  expect(modelFacts(sizes, undefined)).toEqual([
    '7,850 parameters. Each round 31.5\u00a0kB to a device, 8\u00a0kB back.',
  ]);
  expect(modelFacts(null, { index: 0, backend: 'wasm', stepMs: 12.5 })).toEqual([
    '100 examples in about 125\u00a0ms here, with WebAssembly.',
  ]);
});
