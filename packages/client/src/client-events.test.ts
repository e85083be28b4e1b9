import { describe, expect, it } from 'vitest';
import type { Contribution } from './client-state.ts';
import { createListeners } from './listeners.ts';
import { roundPlan } from './testing/fixtures.ts';
import { enrolled, join, start, until } from './testing/join-harness.ts';

describe('the events of a client', () => {
  it('tell of a round as it comes, each listener what it asked for', async () => {
    const coordinator = await start();
    const client = join(coordinator);
    const heard: string[] = [];
    client.on('connection', (connection) => heard.push(connection));
    client.on('run', ({ runId }) => heard.push(runId));
    client.on('round', ({ round }) => heard.push(`round ${round}`));
    client.on('contribution', ({ round, outcome }) => heard.push(`${outcome} ${round}`));
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => client.state.contributions.length === 1);
    expect(heard).toEqual(['connected', 'run-one', 'round 1', 'accepted 1']);
  });

  it('end when they are told to, by a call or a signal', async () => {
    const coordinator = await start();
    const client = join(coordinator);
    const controller = new AbortController();
    const heard: Contribution[] = [];
    const hear = (contribution: Contribution) => heard.push(contribution);
    const stop = client.on('contribution', hear);
    client.on('contribution', hear, { signal: controller.signal });
    client.on('contribution', hear, { signal: AbortSignal.abort() });
    await enrolled(client);
    for (const round of [1, 2, 3]) {
      coordinator.clients.emit('roundPlan', roundPlan({ round }));
      await until(() => client.state.contributions.length === round);
      if (round === 1) stop();
      else controller.abort();
    }
    expect(heard.map(({ round }) => round)).toEqual([1, 1, 2]);
  });

  it('let a listener leave in the middle of the news', async () => {
    const coordinator = await start();
    const client = join(coordinator);
    const heard: string[] = [];
    client.on('round', () => void client.leave());
    client.on('round', ({ round }) => heard.push(`round ${round}`));
    client.on('connection', (connection) => heard.push(connection));
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await client.ended;
    expect(heard).toEqual(['connected', 'round 1', 'left']);
    expect(coordinator.heard.offers).toEqual([]);
  });

  it('stop neither the others nor the client when a listener throws', () => {
    const fault = new Error('A fault of the page.');
    const thrown: unknown[] = [];
    const { add, tell } = createListeners((error) => thrown.push(error));
    const heard: string[] = [];
    add('connection', () => {
      throw fault;
    });
    add('connection', (connection) => heard.push(connection));
    tell({ type: 'connection', about: 'connecting' });
    expect(heard).toEqual(['connecting']);
    expect(thrown).toEqual([fault]);
  });
});
