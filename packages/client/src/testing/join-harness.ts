import { afterEach, expect, vi } from 'vitest';
import { type JoinedClient, type JoinOptions, joinRun } from '../client.ts';
import { createStepTrainer, someExamples } from './fixtures.ts';
import { startTestCoordinator, type TestCoordinatorOptions, TOKEN } from './test-coordinator.ts';

type TestCoordinator = Awaited<ReturnType<typeof startTestCoordinator>>;
const opened: { coordinator?: TestCoordinator; clients: JoinedClient[] } = { clients: [] };

/** Starts a coordinator; it is closed after the test, like every client that joined. */
export const start = async (options?: TestCoordinatorOptions): Promise<TestCoordinator> => {
  opened.coordinator = await startTestCoordinator(options);
  return opened.coordinator;
};

export const join = (
  { url }: TestCoordinator,
  options: Partial<JoinOptions> = {},
): JoinedClient => {
  const client = joinRun({
    url,
    token: TOKEN,
    trainer: createStepTrainer(),
    data: async () => someExamples(),
    device: { kind: 'node', name: 'test' },
    ...options,
  });
  opened.clients.push(client);
  return client;
};

/** Waits until the condition holds. */
export const until = (condition: () => boolean | undefined) =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 15_000, interval: 5 });
export const enrolled = (client: JoinedClient) => until(() => client.state.enrolled);

afterEach(async () => {
  await Promise.all(opened.clients.splice(0).map((client) => client.leave()));
  await opened.coordinator?.close();
});
