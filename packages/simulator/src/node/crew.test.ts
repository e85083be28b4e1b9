import { expect, it } from 'vitest';
import { firstFrame, smallSimulation, startSmallCrew } from '../testing/small-simulation.ts';

it('carries out orders that had to wait for tests of models', async () => {
  const crew = await startSmallCrew(smallSimulation({ heldOut: { share: 0.2 } }), 1);
  const model = await firstFrame();
  const tests = Array.from({ length: 12 }, () => crew.evaluate(model, { name: 'test' }));
  const scores = await Promise.all([
    ...tests,
    crew.evaluate(model, { name: 'held-out', client: 0 }),
    crew.evaluate(model, { name: 'held-out', client: 1 }),
  ]);
  for (const { loss } of scores) expect(loss).toBeGreaterThan(0);
  await crew.close();
});

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
