import { runConfigSchema } from '@tributary/protocol';
import { initialRunState, spentOn } from '@tributary/rounds';
import { expect, it } from 'vitest';
import { spentSoFar } from './spent-so-far.ts';

const config = runConfigSchema.parse({
  name: 'test',
  task: { dataset: 'mnist', model: 'mlp-2nn' },
  partition: { partitioner: 'IidPartitioner' },
  privacy: { mode: 'local', noiseMultiplier: 20, epsilonBudget: 100 },
});

it('counts rounds that were opened and came to nothing', () => {
  expect(spentSoFar(config, initialRunState)).toBeNull();
  const spent = spentSoFar(config, { ...initialRunState, openings: 3 });
  expect(spent).toEqual(spentOn(config, 3));
  expect(spent?.epsilon).toBeGreaterThan(spentOn(config, 2).epsilon ?? Infinity);
});
