import { reject } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { createVolatileUpdates, type UpdateStore } from './finished-update.ts';
import { createStepTrainer, roundPlan, runOffer } from './testing/fixtures.ts';
import { enrolled, join, start, until } from './testing/join-harness.ts';

describe('an update that is finished', () => {
  it('is kept before the coordinator hears of it', async () => {
    const order: string[] = [];
    const kept = createVolatileUpdates();
    const updates: UpdateStore = {
      ...kept,
      save: async (runId, update) => {
        await kept.save(runId, update);
        order.push('kept');
      },
    };
    const coordinator = await start({
      answerOffer: () => {
        order.push('offered');
        return undefined;
      },
    });
    const client = join(coordinator, { updates });
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => client.state.contributions.length === 1);
    expect(order).toEqual(['kept', 'offered']);
  });

  it('is sent by the next process, not trained again', async () => {
    const updates = createVolatileUpdates();
    const coordinator = await start({ cutAfterChunks: 2 });
    const first = join(coordinator, { updates });
    await enrolled(first);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => coordinator.heard.chunkBytes.length === 2);
    await first.leave();
    const sentBefore = coordinator.heard.chunkBytes.length;

    const trainer = createStepTrainer();
    const second = join(coordinator, { updates, trainer });
    await enrolled(second);
    coordinator.clients.emit('roundPlan', roundPlan({ attempt: 2, remainingMs: 1_000 }));
    await until(() => second.state.contributions.length === 1);
    expect(second.state.contributions[0]).toMatchObject({ outcome: 'accepted', numExamples: 4 });
    expect(trainer.begun).toEqual([]);
    const [offer, ...again] = coordinator.heard.offers;
    expect(again.every(({ digest }) => digest === offer?.digest)).toBe(true);
    // The upload went on behind what had been acknowledged.
    expect(coordinator.heard.chunkBytes.length - sentBefore).toBe(
      Math.ceil((offer?.payloadBytes ?? 0) / 2 ** 18) - sentBefore,
    );
  });

  it('is sent again in a run that was resumed and counts its attempts anew', async () => {
    const coordinator = await start();
    const trainer = createStepTrainer();
    const client = join(coordinator, { trainer });
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan({ attempt: 5 }));
    await until(() => client.state.contributions.length === 1);
    // The run pauses, and the client is cut off until it is resumed.
    coordinator.clients.emit('runChanged', runOffer({ status: 'paused' }));
    coordinator.clients.disconnectSockets(true);
    await until(() => !client.state.enrolled);
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan({ attempt: 1 }));
    await until(() => client.state.contributions.length === 2);
    expect(client.state.contributions.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'accepted',
    ]);
    const [first, again] = coordinator.heard.offers;
    expect(again?.digest).toBe(first?.digest);
    expect(trainer.begun).toEqual([7]);
  });

  it('is trained anew for another model, and after a refusal for good', async () => {
    let refusals = 1;
    const coordinator = await start({
      answerOffer: () => (refusals-- > 0 ? reject('not-finite') : undefined),
    });
    const trainer = createStepTrainer();
    const client = join(coordinator, { trainer });
    await enrolled(client);
    for (const [index, changes] of [{}, { attempt: 2 }, { round: 2, seed: 8 }].entries()) {
      coordinator.clients.emit('roundPlan', roundPlan(changes));
      await until(() => client.state.contributions.length === index + 1);
    }
    expect(trainer.begun).toEqual([7, 7, 8]);
    expect(client.state.contributions.map(({ outcome }) => outcome)).toEqual([
      'refused',
      'accepted',
      'accepted',
    ]);
  });

  it('is forgotten when its run ends', async () => {
    const updates = createVolatileUpdates();
    const coordinator = await start();
    const client = join(coordinator, { updates });
    await enrolled(client);
    coordinator.clients.emit('roundPlan', roundPlan());
    await until(() => client.state.contributions.length === 1);
    expect(await updates.load('run-one')).not.toBeNull();
    coordinator.clients.emit('runChanged', runOffer({ status: 'completed' }));
    await until(() => client.state.runs[0]?.status === 'completed');
    expect(await updates.load('run-one')).toBeNull();
  });
});
