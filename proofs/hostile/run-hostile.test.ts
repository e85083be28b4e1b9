import { expect, it } from 'vitest';
import { runHostile } from './run-hostile.ts';

it('strangers neither end a coordinator nor get anything past it, and an honest run goes on', async () => {
  const { result, remarks } = await runHostile({ inputs: 600, seed: 7, json: false });
  expect(remarks).toEqual([]);
  expect(result).toMatchObject({ crashes: 0, accepted: 0, faults: 0 });
  expect(result.inputs).toBeGreaterThanOrEqual(600);
  expect(result.honestRounds).toBeGreaterThan(0);
}, 240_000);
