import { expect, it } from 'vitest';
import { runChaos } from './run-chaos.ts';
import { isSound, summarise } from './summarise.ts';

it('a coordinator that is killed and killed again loses nothing and counts nothing twice', async () => {
  const result = summarise([await runChaos({ kills: 3, seed: 5 }, () => undefined)]);
  expect(result).toMatchObject({ kills: 3, resumed: 3, lost: 0, double: 0, retrained: 0 });
  expect(result.rounds).toBeGreaterThan(2);
  expect(isSound(result)).toBe(true);
}, 300_000);
