import { expect, it } from 'vitest';
import { smallSimulation, startSmallCrew } from '../testing/small-simulation.ts';

it('answers for threads that have ended, instead of waiting for them for ever', async () => {
  const crew = await startSmallCrew(smallSimulation(), 1);
  await crew.close();
  const orders = Array.from({ length: 20 }, () =>
    crew.evaluate(new Uint8Array(8), { name: 'held-out', client: 0 }),
  );
  for (const outcome of await Promise.allSettled([
    ...orders,
    crew.evaluate(new Uint8Array(8), { name: 'test' }),
  ])) {
    expect(outcome).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringContaining('ended with code') },
    });
  }
});
