import { describe, expect, it } from 'vitest';
import { exampleConfig } from '../testing/example-run.ts';
import { type ComparedRun, onlyCompared, runsInAddress } from './compared-run.ts';

const run = {
  config: exampleConfig,
  state: { history: [], openings: 0 },
  judged: { rounds: [], by: 'coordinator' },
} as unknown as ComparedRun;

describe('the runs that are compared', () => {
  it('stand in the address, each once', () => {
    expect(runsInAddress('a,b,a,')).toEqual(['a', 'b']);
    expect(runsInAddress(null)).toEqual([]);
  });

  it('are all that is kept', () => {
    expect(onlyCompared({ a: run, b: run }, ['b', 'c'])).toEqual({ b: run });
  });
});
