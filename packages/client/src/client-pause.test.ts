import { norm2 } from '@tributary/fedavg';
import { decodeFrame } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import type { MadeUpdate } from './made-update.ts';
import type { ReceivedModel } from './received-model.ts';
import { createStepTrainer, expectedDelta, globalModel, roundPlan } from './testing/fixtures.ts';
import { enrolled, join, start, until } from './testing/join-harness.ts';

describe('a client that pauses', () => {
  it('declines its work, hangs up, and comes back as the same client', async () => {
    const coordinator = await start();
    const trainer = createStepTrainer(() => new Promise(() => {}));
    const client = join(coordinator, { trainer });
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => client.state.work?.stage === 'training');
    client.pause();
    expect(client.state).toMatchObject({ connection: 'paused', work: null });
    await until(() => coordinator.clients.sockets.sockets.size === 0);
    expect(coordinator.heard.declines).toMatchObject([{ runId: 'run-one', round: 1 }]);
    await until(() => trainer.cancelled.length === 1);
    client.resume();
    await enrolled(client);
    const [first, second] = coordinator.heard.auths.map(({ proof }) => proof.publicKey);
    expect(second).toBe(first);
  });

  it('may leave while it rests', async () => {
    const coordinator = await start();
    const client = join(coordinator);
    await enrolled(client);
    client.pause('metered');
    await client.leave();
    expect(client.state.connection).toBe('left');
  });

  it('takes the rounds that its cap has room for, and no other', async () => {
    const coordinator = await start();
    const bytes = 2 * globalModel.frame.length;
    const client = join(coordinator, { byteLimit: bytes });
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => client.state.pause === 'byte-limit');
    expect(client.state.contributions).toMatchObject([{ outcome: 'accepted' }]);
    expect(client.state.bytesUp + client.state.bytesDown).toBeLessThanOrEqual(bytes);
    client.limitBytes(null);
    await enrolled(client);
  });
});

/** Vitest compares so many numbers one by one. */
const bytesOf = ({ buffer }: Float32Array = new Float32Array()): Buffer =>
  Buffer.from(buffer as ArrayBuffer);

describe('whoever wants to try a model', () => {
  it('is shown each one that comes to be trained on', async () => {
    const coordinator = await start();
    const received: ReceivedModel[] = [];
    const client = join(coordinator, { onModel: (model) => received.push(model) });
    await enrolled(client);
    const plan = roundPlan();
    coordinator.clients.emit('roundPlan', plan);
    await until(() => client.state.contributions.length === 1);
    const { runId, round, task } = plan;
    expect(received).toMatchObject([{ runId, round, task }]);
    expect(bytesOf(received[0]?.weights.slice()).equals(bytesOf(globalModel.values))).toBe(true);
  });
});

describe('whoever looks at an update', () => {
  it('sees what training came to and the very bytes that leave', async () => {
    const coordinator = await start();
    const made: MadeUpdate[] = [];
    const client = join(coordinator, { onUpdate: (update) => made.push(update) });
    await enrolled(client);
    const noise = { clipNorm: 0.1, noiseMultiplier: 1 };
    const { upload } = roundPlan();
    coordinator.clients.emit('roundPlan', roundPlan({ upload: { ...upload, noise } }));
    await until(() => client.state.contributions.length === 1);
    const [update] = made;
    expect(update).toMatchObject({ runId: 'run-one', round: 1, upload: { noise } });
    expect(bytesOf(update?.raw.values).equals(bytesOf(expectedDelta(7)))).toBe(true);
    const sent = coordinator.uploads.get(coordinator.heard.offers[0]?.digest ?? '');
    expect(Buffer.from(update?.frame ?? []).equals(sent ?? Buffer.alloc(0))).toBe(true);
    const frame = decodeFrame(update?.frame ?? new Uint8Array(), 'delta');
    const expected = 0.1 * Math.sqrt(globalModel.values.length);
    expect(frame.ok && norm2(frame.weights.values) / expected).toBeCloseTo(1, 1);
  });
});
