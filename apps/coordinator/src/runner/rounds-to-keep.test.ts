import { createRandom } from '@tributary/fedavg';
import { retentionSpecSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { type RatedRound, roundsToKeep } from './rounds-to-keep.ts';

const rated = (scores: readonly (readonly [number | null, number | null])[]): RatedRound[] =>
  scores.map(([accuracy, loss], index) => ({ round: index + 1, accuracy, loss }));

const kept = (...given: Parameters<typeof roundsToKeep>) =>
  [...roundsToKeep(...given)].sort((a, b) => a - b);

describe('roundsToKeep', () => {
  const rounds = rated([
    [0.2, 0.5],
    [0.9, 0.6],
    [0.9, 0.7],
    [0.8, 0.1],
    [null, 0.01],
  ]);

  it('keeps the first, the newest, the best and the pinned ones', () => {
    expect(kept(rounds, { lastCheckpoints: 1, keepBest: true })).toEqual([0, 3, 5]);
    expect(kept(rounds, { lastCheckpoints: 2, keepBest: false }, [1])).toEqual([0, 1, 4, 5]);
    expect(kept(rounds, { lastCheckpoints: null, keepBest: false })).toEqual([0, 1, 2, 3, 4, 5]);
    expect(kept([], retentionSpecSchema.parse({}))).toEqual([0]);
  });

  it('goes by the loss where there is no accuracy, and by nothing where there is neither', () => {
    const losses = rated([
      [null, 3],
      [null, 1],
      [null, 2],
      [null, null],
    ]);
    expect(kept(losses, { lastCheckpoints: 1, keepBest: true })).toEqual([0, 2, 4]);
    const unknown = rated([
      [null, null],
      [null, null],
    ]);
    expect(kept(unknown, { lastCheckpoints: 1, keepBest: true })).toEqual([0, 2]);
  });

  it('keeps what it promises, whatever came, and nothing else', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = createRandom(seed);
      const maybe = () => (random.uniform() < 0.3 ? null : Math.round(random.uniform() * 10) / 10);
      const many = Math.floor(random.uniform() * 30);
      const some = rated(Array.from({ length: many }, () => [maybe(), maybe()] as const));
      const lastCheckpoints = random.uniform() < 0.2 ? null : 1 + Math.floor(random.uniform() * 8);
      const keepBest = random.uniform() < 0.5;
      const pinned = some.filter(() => random.uniform() < 0.1).map(({ round }) => round);
      const keep = roundsToKeep(some, { lastCheckpoints, keepBest }, pinned);

      const newest = some.slice(-(lastCheckpoints ?? many)).map(({ round }) => round);
      const others = [...keep].filter((round) => ![0, ...newest, ...pinned].includes(round));
      for (const round of [0, ...newest, ...pinned]) expect(keep).toContain(round);
      expect(others.length).toBeLessThanOrEqual(keepBest ? 1 : 0);
      const accuracies = some.flatMap(({ accuracy }) => accuracy ?? []);
      if (keepBest && accuracies.length > 0) {
        const best = some.filter(({ accuracy }) => accuracy === Math.max(...accuracies));
        expect(best.some(({ round }) => keep.has(round))).toBe(true);
      }
      // One more round never brings a dropped one back, unless as the best one.
      const less = roundsToKeep(some.slice(0, -1), { lastCheckpoints, keepBest: false }, pinned);
      const more = roundsToKeep(some, { lastCheckpoints, keepBest: false }, pinned);
      for (const round of more) expect(less.has(round) || round === many).toBe(true);
    }
  });
});
