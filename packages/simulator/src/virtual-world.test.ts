import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fleetSchema } from './fleet.ts';
import { createVirtualWorld, type Presence } from './virtual-world.ts';

const CLIENTS = 20;
const steady = fleetSchema.parse({});
const leaving = fleetSchema.parse({ dropout: 0.5, awayS: 10 });
const coming = fleetSchema.parse({ sessions: { onlineS: 60, offlineS: 30 } });
const restless = fleetSchema.parse({ dropout: 0.5, sessions: { onlineS: 60, offlineS: 30 } });

const worldOf = (fleet: typeof steady, seed = 1, from?: readonly Presence[]) =>
  createVirtualWorld({ fleet, seed, clients: CLIENTS }, from);
const duration = fc.integer({ min: 1, max: 300_000 });
const seeds = fc.integer({ min: 0, max: 1000 });
const client = fc.integer({ min: 0, max: CLIENTS - 1 });

describe('presence', () => {
  it('is forever in a steady fleet', () => {
    const world = worldOf(steady);
    expect(new Set(world.presences.map((presence) => JSON.stringify(presence)))).toEqual(
      new Set(['{"online":true,"until":null,"changes":0}']),
    );
    const work = { now: 0, durationMs: 1e9, seed: 3 };
    expect(world.leavesDuring(4, work)).toBeUndefined();
  });

  it('begins in the proportion of sessions and absences, decided by the seed', () => {
    const many = (seed: number) =>
      createVirtualWorld({ fleet: coming, seed, clients: 3000 }).presences;
    expect(many(1).filter(({ online }) => online).length / 3000).toBeCloseTo(2 / 3, 1);
    expect(many(1)).toEqual(many(1));
    expect(many(2)).not.toEqual(many(1));
  });

  it('alternates, each time counted, and each time until later', () => {
    const world = worldOf(coming);
    for (let change = 1; change <= 50; change++) {
      const before = world.presences[7] as Presence;
      const now = before.until as number;
      const after = world.change(7, now);
      expect(after).toMatchObject({ online: !before.online, changes: change });
      expect(after.until).toBeGreaterThan(now);
      expect(world.presences[7]).toBe(after);
    }
    expect(world.presences[8]).toEqual(worldOf(coming).presences[8]);
  });

  it('comes back for good after a dropout where there are no sessions', () => {
    const world = worldOf(leaving);
    const gone = world.change(2, 500);
    expect(gone.online).toBe(false);
    expect(gone.until).toBeGreaterThan(500);
    expect(world.change(2, gone.until as number)).toEqual({
      ...{ online: true, until: null, changes: 2 },
    });
  });

  it('goes on from a snapshot as if nothing had been in between', () => {
    const world = worldOf(restless);
    for (const one of [3, 5, 3]) world.change(one, 1000);
    world.leavesDuring(6, { now: 0, durationMs: 1e6, seed: 2 });
    const restored = worldOf(restless, 1, JSON.parse(JSON.stringify(world.presences)));
    expect(restored.presences).toEqual(world.presences);
    expect(restored.device(3)).toEqual(world.device(3));
    for (const one of [3, 6]) expect(restored.change(one, 9e6)).toEqual(world.change(one, 9e6));
    // What the one does next is not what the other has done.
    restored.change(9, 0);
    expect(world.presences[9]).not.toEqual(restored.presences[9]);
  });
});

describe('leaving during work', () => {
  it.each([
    ['dropouts', leaving],
    ['sessions', coming],
    ['both', restless],
  ] as const)('follows from the seeds alone (%s)', (_, fleet) => {
    fc.assert(
      fc.property(client, duration, seeds, seeds, (who, durationMs, seed, workSeed) => {
        const work = { now: 0, durationMs, seed: workSeed };
        const [a, b] = [worldOf(fleet, seed), worldOf(fleet, seed)];
        b.leavesDuring((who + 1) % CLIENTS, work);
        expect(a.leavesDuring(who, work)).toEqual(b.leavesDuring(who, work));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['dropouts', leaving],
    ['sessions', coming],
    ['both', restless],
  ] as const)('is within the work, and no less certain the longer that takes (%s)', (_, fleet) => {
    let left = 0;
    fc.assert(
      fc.property(client, duration, duration, seeds, (who, one, other, seed) => {
        const leaves = (durationMs: number) =>
          worldOf(fleet).leavesDuring(who, { now: 0, durationMs, seed });
        const [short, long] = [Math.min(one, other), Math.max(one, other)];
        const soon = leaves(short);
        if (!soon) return;
        left++;
        expect(soon.until).toBeGreaterThanOrEqual(0);
        expect(soon.until).toBeLessThan(short);
        const late = leaves(long);
        expect(late).toBeDefined();
        expect(late?.until).toBeLessThan(long);
        expect(late?.until).toBeGreaterThanOrEqual(soon.until as number);
      }),
    );
    expect(left).toBeGreaterThan(0);
  });

  it('plans a new presence where a client drops out, which voids the old one', () => {
    const world = worldOf(fleetSchema.parse({ dropout: 1 }));
    const planned = world.leavesDuring(0, { now: 100, durationMs: 50, seed: 1 });
    expect(planned).toMatchObject({ online: true, changes: 1 });
    expect(world.presences[0]).toBe(planned);
    expect(planned?.until).toBeGreaterThanOrEqual(100);
    expect(planned?.until).toBeLessThan(150);
    const gone = world.change(0, planned?.until as number);
    expect(gone).toMatchObject({ online: false, changes: 2 });
  });

  it('is drawn anew for a client that comes back to the same work', () => {
    const world = worldOf(leaving);
    const outcomes = Array.from({ length: 40 }, () => {
      const left = world.leavesDuring(0, { now: 0, durationMs: 50, seed: 1 });
      if (left) world.change(0, left.until as number);
      world.change(0, 100);
      return left !== undefined;
    });
    expect(new Set(outcomes)).toEqual(new Set([true, false]));
  });

  it('leaves alone a session that ends after the work', () => {
    const world = worldOf(coming);
    const who = world.presences.findIndex(({ online }) => online);
    const until = world.presences[who]?.until as number;
    const work = (durationMs: number) => ({ now: 0, durationMs, seed: 1 });
    expect(world.leavesDuring(who, work(until))).toBeUndefined();
    expect(world.leavesDuring(who, work(until + 1))).toEqual({ online: true, until, changes: 0 });
  });
});
