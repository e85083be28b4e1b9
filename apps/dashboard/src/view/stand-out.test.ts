import type { Cohort, CohortMember, ReportedMember } from '@tributary/rounds';
import { describe, expect, it } from 'vitest';
import { STANDS_OUT, updateMarks } from './stand-out.ts';

const member = (norm: number, cosine?: number): ReportedMember => ({
  ...{ status: 'reported', at: 0, digest: 'sha256:0', numExamples: 5, payloadBytes: 9, norm },
  ...(cosine !== undefined && { cosine }),
  metrics: { steps: 1, trainMs: 2, backend: 'wasm' },
});
const standingOut = (cohort: Cohort) =>
  updateMarks(cohort).flatMap(({ clientId, distance }) =>
    distance >= STANDS_OUT ? [clientId] : [],
  );

const alike: Cohort = {
  a: member(1, 0.8),
  b: member(1.2, 0.75),
  c: member(0.9, 0.7),
  d: member(1.1, 0.85),
};

describe('updateMarks', () => {
  it('shows who moves the model much further or much less, and who pulls elsewhere', () => {
    expect(standingOut(alike)).toEqual([]);
    const odd = {
      ...alike,
      long: member(9, 0.8),
      short: member(0.05, 0.8),
      against: member(1, -0.6),
    };
    expect(standingOut(odd)).toEqual(['long', 'short', 'against']);
  });

  it('calls nobody unlike the others for pointing more their way, nor where all are nearly the same', () => {
    expect(standingOut({ ...alike, e: member(1, 1) })).toEqual([]);
    const same = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, member(1, 0.999)]));
    expect(standingOut({ ...same, e: member(1.05, 0.99) })).toEqual([]);
  });

  it('leaves out who sent nothing, keeps what was refused, and judges nobody among three', () => {
    const refused: CohortMember = { status: 'rejected', code: 'outlier', norm: 40 };
    const cohort: Cohort = { ...alike, gone: { status: 'departed', reason: '' }, refused };
    const marks = updateMarks(cohort);
    expect(marks.map(({ clientId }) => clientId)).toEqual(['a', 'b', 'c', 'd', 'refused']);
    expect(marks.at(-1)).toMatchObject({ counted: false, cosine: null });
    expect(marks.at(-1)?.distance).toBeGreaterThan(STANDS_OUT);
    expect(standingOut({ a: member(1), b: member(1), c: member(90) })).toEqual([]);
  });
});
