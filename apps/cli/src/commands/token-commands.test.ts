import { type RunningProgram, startCoordinatorProgram } from '@tributary/api-client/testing';
import type { JoinToken, JoinTokenInfo } from '@tributary/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runTributary } from '../testing/run-tributary.ts';

let coordinator: RunningProgram;
beforeAll(async () => {
  coordinator = await startCoordinatorProgram();
}, 120_000);
afterAll(() => coordinator.end());

const token = (...args: string[]) =>
  runTributary(['token', ...args, '--url', coordinator.url, '--token', coordinator.token]);

it('a join link is made, listed and taken back', async () => {
  const before = Date.now();
  const words = ['--label', 'ward 3', '--uses', '5', '--expires', '12h'];
  const [made] = (await token('create', ...words, '--json')).json<JoinToken>() as [JoinToken];
  expect(made.joinUrl).toContain(made.token);
  expect(made.expiresAt - before).toBeGreaterThanOrEqual(12 * 3_600_000);
  expect(made.expiresAt - Date.now()).toBeLessThanOrEqual(12 * 3_600_000);
  expect((await token('list')).stdout).toMatch(new RegExp(`${made.id} +ward 3 +any +0 of 5 +20`));
  const revoked = await token('revoke', made.id);
  expect(revoked).toMatchObject({ code: 0, stdout: `${made.id} lets nobody in any more.\n` });
  const [links = []] = (await token('list', '--json')).json<JoinTokenInfo[]>();
  expect(links.find(({ id }) => id === made.id)?.revokedAt).toBeGreaterThan(0);
});

it.each([
  [['create', '--run', 'no-such-run'], 1, 'There is no such run.'],
  [['create', '--expires', 'soon'], 2, '"soon" is no time.'],
  [['revoke'], 2, "missing required argument 'id'"],
])('%j ends with %i', async (args, expected, message) => {
  const { code, stderr } = await token(...args);
  expect(stderr).toContain(message);
  expect(code).toBe(expected);
});
