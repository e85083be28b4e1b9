import { emptyMemory } from '@tributary/client';
import type { RoundRecord } from '@tributary/rounds';
import { expect, it } from 'vitest';
import type { RoundRow } from '../results/round-row.ts';
import { readMemories } from './memory-texts.ts';
import { createRecorder } from './recorder.ts';
import type { SavedRun } from './run-files.ts';

const record = (round: number, accuracy: number): RoundRecord => ({
  ...{ round, accuracy, loss: 1, attempt: 1, cohort: {}, bytesUp: 0, bytesDown: 0 },
  ...{ openedAt: 0, closedAt: 0, aggregatedAt: 0, committedAt: 1000 * round },
  ...{ checkpoint: 'sha256:a', iterate: 'sha256:a', broadcast: 'sha256:a' },
  ...{ optimizerState: null, clipNorm: null, spent: null },
});
const takeSnapshot = async () => ({
  snapshot: { now: 0, state: {} as never, pending: [], presences: [] },
  blobs: [Uint8Array.of(1, 2)],
  memories: new Map([
    [
      3,
      { round: 1, before: emptyMemory, after: { ...emptyMemory, residual: Float32Array.of(0.5) } },
    ],
  ]),
});

it('saves a run that goes on, and not one that stops: it would go on for a round more', async () => {
  const saved: SavedRun[] = [];
  const seen: RoundRow[] = [];
  const files = { saveSnapshot: async (run: SavedRun) => void saved.push(structuredClone(run)) };
  const recorder = createRecorder(
    { accuracy: 0.5 },
    { files, onRow: (row) => seen.push(row), saveEveryMs: 0 },
  );
  expect(await recorder.onRound(record(1, 0.3), takeSnapshot)).toBeUndefined();
  expect(await recorder.onRound(record(2, 0.5), takeSnapshot)).toBe('stop');
  expect(saved.map(({ rows }) => rows.length)).toEqual([1]);
  expect(saved[0]?.blobs).toEqual(['AQI=']);
  expect(readMemories(saved[0]?.memories ?? [])).toEqual((await takeSnapshot()).memories);
  expect(seen).toEqual(recorder.rows);
});

it('goes on behind the rows and the time of before', async () => {
  const first = createRecorder(undefined, { onRow: () => {} });
  await first.onRound(record(1, 0.7), takeSnapshot);
  const before = { rows: first.rows, wallS: 100 };
  const recorder = createRecorder(undefined, { onRow: () => {}, before });
  await recorder.onRound(record(2, 0.6), takeSnapshot);
  expect(recorder.rows.map(({ bestAccuracy }) => bestAccuracy)).toEqual([0.7, 0.7]);
  expect(recorder.wallS()).toBeGreaterThanOrEqual(100);
});
