import { expect, it } from 'vitest';
import { createTurnstile } from './turnstile.ts';

it('lets the next one in when a place is given back, and no two for one place', async () => {
  const turnstile = createTurnstile({ places: 1, holdMs: 3_600_000 });
  const entered: string[] = [];
  const enter = async (name: string) => {
    const leave = await turnstile.enter();
    entered.push(name);
    return leave;
  };
  const leaveFirst = await enter('first');
  const [second, third] = [enter('second'), enter('third')];
  leaveFirst();
  leaveFirst();
  const leaveSecond = await second;
  expect(entered).toEqual(['first', 'second']);
  leaveSecond();
  await third;
  expect(entered).toEqual(['first', 'second', 'third']);
});

it('waits for nobody for ever', async () => {
  const turnstile = createTurnstile({ places: 1, holdMs: 1 });
  // The timer alone would let the test's process end.
  const alive = setInterval(() => undefined, 1_000);
  await turnstile.enter();
  await turnstile.enter();
  clearInterval(alive);
});
