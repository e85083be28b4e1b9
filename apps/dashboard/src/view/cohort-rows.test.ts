import { type RunEvent, rejections } from '@tributary/protocol';
import type { CohortMember } from '@tributary/rounds';
import { describe, expect, it } from 'vitest';
import { exampleConfig, exampleEvents, logged, reported } from '../testing/example-run.ts';
import { cohortRows } from './cohort-rows.ts';
import { appendToLog, emptyRunLog } from './run-log.ts';

const rowsAfter = (...more: RunEvent[]) => {
  const log = appendToLog(emptyRunLog, logged([...exampleEvents, ...more]), exampleConfig);
  if (log.state.phase.name !== 'reporting') throw new Error('The example has an open round.');
  const progress = {
    'edge-10': {
      clientId: 'edge-10',
      runId: 'run-1',
      round: 2,
      stage: 'training',
      step: 3,
      steps: 12,
      loss: 0.4321,
    },
  } as const;
  return cohortRows(log.state.phase.cohort, { devices: log.devices, progress });
};

describe('cohortRows', () => {
  it('shows what each member does, in the order a person counts', () => {
    const rows = rowsAfter(reported('edge-1', 2));
    expect(rows.map(({ name, label, progress }) => [name, label, progress])).toEqual([
      ['edge 1', 'Reported', 1],
      ['edge 2', 'Preparing', 0],
      ['edge 10', 'Training', 0.25],
    ]);
    expect(rows[2]?.detail).toBe('step 3 of 12, loss 0.432');
  });

  it('claims nothing of how far somebody was in the past', () => {
    const [row] = cohortRows({ a: { status: 'training' } }, { devices: {}, progress: null });
    expect(row).toMatchObject({ label: 'At work', progress: null });
  });

  it.each(['norm-too-large', 'wrong-encoding', 'outlier'] as const)(
    'says in words what %s means',
    (code) => {
      const rejected: RunEvent = { type: 'updateRejected', clientId: 'edge-1', round: 2, code };
      const [row] = rowsAfter(rejected);
      expect(row).toMatchObject({ label: 'Refused', detail: rejections[code].message, norm: null });
    },
  );

  it('shows the norm of an update that was left out, where it was measured', () => {
    const leftOut: CohortMember = { status: 'rejected', code: 'outlier' };
    const rows = cohortRows(
      { a: { ...leftOut, norm: 7.5 }, b: leftOut, c: { status: 'training' } },
      { devices: {}, progress: {} },
    );
    expect(rows.map(({ norm }) => norm)).toEqual([7.5, null, null]);
  });

  it('shows the norm of an update and how late it came', () => {
    const row = (changes: object) =>
      rowsAfter({ ...reported('edge-1', 2), ...changes } as RunEvent)[0];
    expect(row({ norm: 0.25 })?.norm).toBe(0.25);
    expect(row({})?.norm).toBeNull();
    expect(row({})?.detail).toMatch(/^120 examples, 4\.2.s of training, 797.kB, 90/);
    const late: CohortMember = {
      ...{ status: 'reported', at: 0, digest: 'sha256:0', numExamples: 5, payloadBytes: 9 },
      ...{ metrics: { steps: 1, trainMs: 2, backend: 'wasm' }, staleness: 2 },
    };
    const [only] = cohortRows({ a: late }, { devices: {}, progress: {} });
    expect(only?.detail).toMatch(/2 rounds late/);
  });

  it('keeps the name of a member that left, and says why it will not report', () => {
    const rows = rowsAfter(
      { type: 'presenceChanged', joined: {}, left: { 'edge-1': 'The tab was closed.' } },
      { type: 'updateRejected', clientId: 'edge-2', round: 2, code: 'not-finite' },
    );
    expect(rows.map(({ name, label, tone }) => [name, label, tone])).toEqual([
      ['edge 1', 'Departed', 'warning'],
      ['edge 2', 'Refused', 'bad'],
      ['edge 10', 'Training', 'active'],
    ]);
    expect(rows[0]?.detail).toBe('The tab was closed.');
    expect(rows[1]?.detail).toContain('NaN');
  });
});
