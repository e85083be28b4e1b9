import { afterAll, beforeAll, expect, it } from 'vitest';
import { tryToConnect } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

let coordinator: TestCoordinator;

beforeAll(async () => {
  const limits = { arrivalBurst: 1, arrivalsPerSecond: 0.001 };
  coordinator = await startTestCoordinator({ limits });
});
afterAll(() => coordinator.destroy());

it('who comes with too many others is told when to come back (SPEC §1.10)', async () => {
  const { url, joinToken: token } = coordinator;
  expect(await tryToConnect({ url, token })).toBeNull();
  expect(await tryToConnect({ url, token: 'forged' })).toMatchObject({ code: 'bad-token' });
  expect(await tryToConnect({ url, token })).toMatchObject({
    code: 'overloaded',
    retryAfterMs: 30_000,
  });
});
