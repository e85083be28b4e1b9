import type { Examples } from '@tributary/model-zoo';
import { decodeFrame, reject } from '@tributary/protocol';
import type { Trainer } from '@tributary/trainer';
import { describe, expect, it, vi } from 'vitest';
import type { DataNeed } from './ports.ts';
import {
  backendChoice,
  createStepTrainer,
  expectedDelta,
  globalModel,
  roundPlan,
  runOffer,
  someExamples,
} from './testing/fixtures.ts';
import { enrolled, join, start, until } from './testing/join-harness.ts';

describe('joinRun', () => {
  it('enrols with the backend that it chose for the offered run', async () => {
    const coordinator = await start();
    const client = join(coordinator);
    await enrolled(client);
    expect(coordinator.heard.devices).toMatchObject([{ name: 'test', backend: 'cpu' }]);
    expect(client.state).toMatchObject({ runs: [{ runId: 'run-one' }] });
    expect(client.state.clientId).toBe(coordinator.heard.auths[0]?.proof.publicKey.slice(0, 32));
  });

  it("turns a plan into an update whose bytes are the trainer's delta", async () => {
    const coordinator = await start();
    const client = join(coordinator);
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => client.state.contributions.length === 1);
    const [offer] = coordinator.heard.offers;
    const frame = decodeFrame(coordinator.uploads.get(offer?.digest ?? '') as Uint8Array, 'delta');
    expect(frame.ok && frame.weights.values).toEqual(expectedDelta(7));
    expect(offer).toMatchObject({ runId: 'run-one', round: 1, numExamples: 4 });
    const sent = coordinator.heard.chunkBytes.reduce((sum, bytes) => sum + bytes, 0);
    expect(client.state).toMatchObject({
      work: null,
      bytesUp: sent,
      bytesDown: globalModel.frame.length,
      contributions: [{ outcome: 'accepted', numExamples: 4, payloadBytes: sent }],
    });
    expect(coordinator.heard.progress.map(({ stage }) => stage)).toContain('training');
  });

  it('does not fetch the same checkpoint twice', async () => {
    const coordinator = await start();
    const client = join(coordinator);
    await enrolled(client);
    for (const round of [1, 2]) {
      coordinator.clients.emit('roundPlan', roundPlan({ round, seed: round }));
      await until(() => client.state.contributions.length === round);
    }
    expect(coordinator.heard.downloads).toBe(1);
    expect(client.state.contributions.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'accepted',
    ]);
  });

  it('prepares for a run that is offered later, and says so', async () => {
    const coordinator = await start({ runs: [] });
    const client = join(coordinator);
    await enrolled(client);
    coordinator.clients.emit('runChanged', runOffer({ status: 'created' }));
    await until(() => coordinator.heard.devices.length === 2);
    expect(coordinator.heard.devices.map(({ backend }) => backend)).toEqual([null, 'cpu']);
  });

  it('does not enrol a device that cannot get ready, and tries again', async () => {
    const coordinator = await start();
    const trainer = createStepTrainer();
    const prepare = vi.spyOn(trainer, 'prepare');
    let data = (): Promise<Examples> => Promise.reject(new Error('No data here.'));
    const client = join(coordinator, { trainer, data: () => data() });
    await until(() => client.state.problem !== null);
    const problem = { message: 'No data here.', willRetry: true };
    expect(client.state).toMatchObject({ problem, enrolled: false });
    expect(coordinator.heard.devices).toEqual([]);
    data = async () => someExamples();
    await enrolled(client);
    expect(client.state.problem).toBeNull();
    expect(coordinator.heard.devices).toMatchObject([{ backend: 'cpu' }]);
    expect(prepare).toHaveBeenCalledOnce();
  });

  it('chooses one backend, however often the data fail to come meanwhile', async () => {
    const coordinator = await start();
    let choose = () => {};
    const chosen = new Promise<void>((resolve) => {
      choose = resolve;
    });
    const prepare = vi.fn(async () => chosen.then(() => backendChoice));
    const asked = vi.fn(() => Promise.reject<Examples>(new Error('No data here.')));
    const client = join(coordinator, { trainer: { ...createStepTrainer(), prepare }, data: asked });
    await until(() => asked.mock.calls.length === 2);
    expect(prepare).toHaveBeenCalledOnce();
    choose();
    await client.leave();
  });

  it('asks for the runs again when they cannot be learnt', async () => {
    const coordinator = await start({ joinFailures: 1 });
    const client = join(coordinator);
    await until(() => client.state.problem !== null);
    expect(client.state.problem).toMatchObject({ willRetry: true });
    await enrolled(client);
    expect(client.state.problem).toBeNull();
    expect(coordinator.heard.devices).toMatchObject([{ backend: 'cpu' }]);
  });

  it('forgets a problem with one run when it gets ready for it after all', async () => {
    const coordinator = await start();
    let failures = 1;
    const data = async ({ runId }: DataNeed) => {
      if (runId === 'run-two' && failures-- > 0) throw new Error('No data here.');
      return someExamples();
    };
    const client = join(coordinator, { data });
    await enrolled(client);
    coordinator.clients.emit('runChanged', runOffer({ runId: 'run-two' }));
    await until(() => client.state.problem !== null);
    coordinator.clients.emit('roundPlan', roundPlan({ runId: 'run-two' }));
    await until(() => client.state.contributions.length === 1);
    expect(client.state).toMatchObject({ enrolled: true, problem: null });
    expect(coordinator.heard.devices).toHaveLength(1);
  });

  it('leaves out of its metrics what is no number', async () => {
    const trainer = createStepTrainer();
    const train: Trainer['train'] = async (request, hooks) => {
      const result = await trainer.train(request, hooks);
      return { ...result, metrics: { ...result.metrics, lossAfter: Number.NaN } };
    };
    const coordinator = await start();
    const client = join(coordinator, { trainer: { ...trainer, train } });
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => client.state.contributions.length === 1);
    expect(client.state.contributions).toMatchObject([{ outcome: 'accepted' }]);
    const [offer] = coordinator.heard.offers;
    expect(offer?.metrics).toMatchObject({ lossBefore: 2.3, accuracyAfter: 0.2, backend: 'cpu' });
    expect(offer?.metrics).not.toHaveProperty('lossAfter');
  });

  it('declines a round that it cannot work on, with the reason', async () => {
    const coordinator = await start();
    const client = join(coordinator);
    await enrolled(client);
    const checkpoint = `sha256:${'0'.repeat(64)}`;
    coordinator.clients.emit('roundPlan', roundPlan({ checkpoint }));
    await until(() => coordinator.heard.declines.length === 1);
    expect(coordinator.heard.declines).toMatchObject([
      { round: 1, reason: reject('not-found').message },
    ]);
    expect(client.state.contributions).toMatchObject([{ outcome: 'failed', code: 'not-found' }]);
  });
});
