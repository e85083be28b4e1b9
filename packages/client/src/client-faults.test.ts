import { reject } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { createMemoryIdentityStore } from './ports.ts';
import { createStepTrainer, roundPlan } from './testing/fixtures.ts';
import { enrolled, join, start, until } from './testing/join-harness.ts';

describe('a connection that breaks', () => {
  it('resumes the upload where it stopped: same digest, no byte twice', async () => {
    const coordinator = await start({ cutAfterChunks: 2 });
    const client = join(coordinator);
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => client.state.contributions.length === 1);
    const { offers, chunkBytes } = coordinator.heard;
    expect(client.state.contributions).toMatchObject([{ outcome: 'accepted' }]);
    expect(offers).toHaveLength(2);
    expect(new Set(offers.map(({ digest }) => digest)).size).toBe(1);
    expect(chunkBytes.length).toBeGreaterThan(2);
    expect(chunkBytes.reduce((sum, bytes) => sum + bytes, 0)).toBe(offers[0]?.payloadBytes);
    expect(client.state.bytesUp).toBe(offers[0]?.payloadBytes);
  });

  it('comes back as the same client, also when the other side closed', async () => {
    const coordinator = await start();
    const client = join(coordinator, { identities: createMemoryIdentityStore() });
    await enrolled(client);
    coordinator.clients.disconnectSockets(true);
    await until(() => coordinator.heard.devices.length === 2);
    const [first, second] = coordinator.heard.auths;
    expect(second?.proof.publicKey).toBe(first?.proof.publicKey);
    // What was signed for the first connection would be worth nothing on the second.
    expect(second?.proof.signature).not.toBe(first?.proof.signature);
  });

  it('goes on with the plan that it had when the coordinator repeats it', async () => {
    let finish = () => {};
    const trainer = createStepTrainer(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    const coordinator = await start();
    const client = join(coordinator, { trainer });
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => trainer.begun.length === 1);
    coordinator.clients.disconnectSockets(true);
    await until(() => coordinator.heard.devices.length === 2);
    coordinator.clients.emit('roundPlan', roundPlan());
    finish();
    await until(() => client.state.contributions.length === 1);
    expect(trainer.begun).toEqual([7]);
    expect(client.state.contributions).toMatchObject([{ outcome: 'accepted' }]);
  });
});

describe('refusals', () => {
  it.each(['bad-token', 'protocol-version-unsupported'] as const)('%s ends it', async (code) => {
    const coordinator = await start({ refuse: () => reject(code) });
    const client = join(coordinator);
    await client.ended;
    expect(client.state).toMatchObject({ connection: 'refused', refusal: { code } });
    expect(coordinator.heard.auths).toHaveLength(1);
  });

  it('a session that is replaced ends and does not fight for its place', async () => {
    const coordinator = await start();
    const client = join(coordinator);
    await enrolled(client);
    coordinator.clients.emit('refused', reject('session-replaced'));
    coordinator.clients.disconnectSockets(true);
    await client.ended;
    expect(client.state).toMatchObject({
      connection: 'refused',
      refusal: { code: 'session-replaced' },
    });
    expect(coordinator.heard.auths).toHaveLength(1);
  });

  it('comes back when it was refused for now', async () => {
    let refusals = 0;
    const refuse = () => (refusals++ === 0 ? reject('too-many-requests') : undefined);
    const coordinator = await start({ refuse });
    await enrolled(join(coordinator));
    expect(coordinator.heard.auths).toHaveLength(2);
  });

  it('of an update are told, and the client stays', async () => {
    const coordinator = await start({ answerOffer: () => reject('wrong-round', 'round 2') });
    const client = join(coordinator);
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => client.state.contributions.length === 1);
    expect(client.state.contributions).toMatchObject([{ outcome: 'refused', code: 'wrong-round' }]);
    expect(client.state).toMatchObject({ enrolled: true, bytesUp: 0 });
    await until(() => coordinator.heard.declines.length === 1);
    expect(coordinator.heard.declines[0]?.reason).toContain('round 2');
  });

  it('sends nothing when the update is already counted', async () => {
    const coordinator = await start({
      answerOffer: ({ payloadBytes }) => ({ ok: true, status: 'accepted', offset: payloadBytes }),
    });
    const client = join(coordinator);
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => client.state.contributions.length === 1);
    expect(client.state.contributions).toMatchObject([{ outcome: 'accepted' }]);
    expect(coordinator.heard.chunkBytes).toEqual([]);
  });
});

describe('cancelling', () => {
  const never = () => new Promise<void>(() => {});

  it('stops training when the round closes, and takes the next plan', async () => {
    const trainer = createStepTrainer(never);
    const coordinator = await start();
    const client = join(coordinator, { trainer });
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => trainer.begun.length === 1);
    coordinator.clients.emit('roundClosed', { runId: 'run-one', round: 1, outcome: 'aggregating' });
    coordinator.clients.emit('roundPlan', roundPlan({ round: 2, seed: 8 }));
    await until(() => trainer.begun.length === 2);
    expect(trainer.cancelled).toEqual([7]);
    expect(client.state).toMatchObject({
      work: { round: 2 },
      contributions: [{ round: 1, outcome: 'closed' }],
    });
  });

  it('leaves in the middle of training', async () => {
    const trainer = createStepTrainer(never);
    const leaving = new AbortController();
    const coordinator = await start();
    const client = join(coordinator, { trainer, signal: leaving.signal });
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => trainer.begun.length === 1);
    leaving.abort();
    await client.ended;
    expect(trainer.cancelled).toEqual([7]);
    expect(client.state.connection).toBe('left');
    await until(() => coordinator.clients.of('/').sockets.size === 0);
  });
});
