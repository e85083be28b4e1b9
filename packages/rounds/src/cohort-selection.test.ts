import { describe, expect, it } from 'vitest';
import { selectCohort } from './cohort-selection.ts';

const clients = Array.from({ length: 50 }, (_, index) => `client-${index}`);
const settings = (fractionTrain: number, minClients: number, overSelection = 1) => ({
  seed: 1,
  cohort: { fractionTrain, minClients, overSelection },
});
const first = { round: 1, attempt: 1 };

describe('selectCohort', () => {
  it('draws the fraction, but at least the minimum', () => {
    expect(selectCohort(clients, settings(0.2, 2), first)).toHaveLength(10);
    expect(selectCohort(clients, settings(0.01, 5), first)).toHaveLength(5);
    expect(selectCohort(clients, settings(1, 2), first)).toEqual([...clients].sort());
  });

  it('draws more than it wants where some are expected to fail, if so many are there', () => {
    expect(selectCohort(clients, settings(0.2, 2, 1.3), first)).toHaveLength(13);
    expect(selectCohort(clients, settings(0.2, 2, 1.1), first)).toHaveLength(11);
    expect(selectCohort(clients, settings(0.01, 1, 1.3), first)).toHaveLength(2);
    expect(selectCohort(clients, settings(0.5, 2, 3), first)).toHaveLength(50);
    expect(selectCohort(clients.slice(0, 3), settings(1, 4, 3), first)).toEqual([]);
  });

  it('draws nobody when too few are there', () => {
    expect(selectCohort(clients.slice(0, 3), settings(1, 4), first)).toEqual([]);
  });

  it('depends on the round and the attempt, not on the order in which clients came', () => {
    const draw = (available: string[], round: number, attempt: number) =>
      selectCohort(available, settings(0.2, 2), { round, attempt });
    expect(draw([...clients].reverse(), 1, 1)).toEqual(draw(clients, 1, 1));
    expect(draw(clients, 2, 1)).not.toEqual(draw(clients, 1, 1));
    expect(draw(clients, 1, 2)).not.toEqual(draw(clients, 1, 1));
  });

  it('draws everybody about equally often', () => {
    const counts = new Map<string, number>();
    for (let round = 1; round <= 2000; round++) {
      for (const id of selectCohort(clients, settings(0.2, 2), { round, attempt: 1 })) {
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
    for (const id of clients) expect(Math.abs((counts.get(id) ?? 0) - 400)).toBeLessThan(80);
  });
});
