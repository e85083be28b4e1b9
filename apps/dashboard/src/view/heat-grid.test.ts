import type { CohortMember, RoundRecord } from '@tributary/rounds';
import { expect, it } from 'vitest';
import { heatColumn, heatGrid, roundsPerColumn } from './heat-grid.ts';

const member = (norm: number): CohortMember => ({
  ...{ status: 'reported', at: 0, digest: 'sha256:0', numExamples: 5, payloadBytes: 9, norm },
  metrics: { steps: 1, trainMs: 2, backend: 'wasm' },
});
const record = (round: number, norms: Record<string, number>) =>
  ({
    round,
    cohort: Object.fromEntries(Object.entries(norms).map(([id, norm]) => [id, member(norm)])),
  }) as unknown as RoundRecord;

const alike = { a: 1, b: 1.1, c: 0.9, d: 1 };

it('shows the farthest of each column, those who stood out most first', () => {
  const records = [
    record(1, { ...alike, a: 30 }),
    record(2, { ...alike, c: 20 }),
    record(3, { ...alike, c: 20 }),
    record(4, { ...alike, e: 1 }),
  ];
  const columns = [records.slice(0, 2), records.slice(2, 3), records.slice(3)].map(heatColumn);
  const grid = heatGrid(columns, 3);
  expect(grid.columns).toEqual(['1–2', '3', '4']);
  expect(grid.rows.map(({ clientId, timesOut }) => [clientId, timesOut])).toEqual([
    ['c', 2],
    ['a', 1],
    ['b', 0],
  ]);
  expect(grid.hidden).toBe(2);
  expect(grid.rows[0]?.cells[0]).toBeGreaterThan(5);
  expect(grid.rows[0]?.cells[2]).toBeLessThan(5);
  const all = heatGrid(columns, 9).rows.find(({ clientId }) => clientId === 'e');
  expect(all?.cells.slice(0, 2)).toEqual([null, null]);
});

it('draws so many rounds together that the columns have room', () => {
  expect([0, 1, 100, 101, 1_000].map((rounds) => roundsPerColumn(rounds, 100))).toEqual([
    1, 1, 1, 2, 10,
  ]);
});
