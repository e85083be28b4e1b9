import type { Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../testing/start-backend.ts';
import { compareWithDifferences } from './compare-with-differences.ts';
import type { CaseValues } from './evaluate-case.ts';
import { checkCase, computeReferences } from './run-sweep.ts';
import { sweepCases } from './sweep-cases.ts';

const byName = sweepCases.map((sweepCase) => [sweepCase.name, sweepCase] as const);
let references: ReadonlyMap<string, CaseValues>;
const referenceOf = (name: string): CaseValues => {
  const reference = references.get(name);
  if (!reference) throw new Error(`There is no reference for "${name}".`);
  return reference;
};

beforeAll(async () => {
  const values = await computeReferences(await startBackend('cpu'));
  references = new Map(values.map((value) => [value.name, value]));
});

it('has cases of distinct names', () => {
  expect(new Set(sweepCases.map(({ name }) => name)).size).toBe(sweepCases.length);
});

/** The differences' own error, of the order of h², and the rounding of float32 results. */
const DIFFERENCE_TOLERANCE = 1e-2;

describe('gradients on cpu agree with finite differences', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend('cpu');
  });

  it.each(byName)('%s', (name, sweepCase) => {
    for (const error of compareWithDifferences(tf, sweepCase, referenceOf(name))) {
      expect(error).toBeLessThan(DIFFERENCE_TOLERANCE);
    }
  });
});

describe('wasm agrees with cpu', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend('wasm');
  });

  it.each(byName)('%s', async (name, sweepCase) => {
    const before = tf.memory();
    const result = await checkCase(tf, sweepCase, referenceOf(name));
    expect(result).toMatchObject({ name, ok: true });
    const { numTensors, numDataBuffers } = tf.memory();
    expect({ numTensors, numDataBuffers }).toEqual({
      numTensors: before.numTensors,
      numDataBuffers: before.numDataBuffers,
    });
  });
});
