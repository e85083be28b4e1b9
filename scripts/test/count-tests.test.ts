import { describe, expect, it } from 'vitest';
import { countRunner, countTool } from './count-tests.ts';

const vitest = (numPassedTests: number, numFailedTests: number) => ({
  numPassedTests,
  numFailedTests,
});

describe('The count of tests', () => {
  it('takes a tool as one test', () => {
    expect(countTool(0)).toEqual({ passed: 1, failed: 0 });
    expect(countTool(2)).toEqual({ passed: 0, failed: 1 });
  });

  it('believes a runner whose report fits its exit code', () => {
    expect(countRunner(0, vitest(12, 0))).toEqual({ passed: 12, failed: 0 });
    expect(countRunner(1, vitest(10, 2))).toEqual({ passed: 10, failed: 2 });
    const stats = { expected: 5, flaky: 1, unexpected: 2 };
    expect(countRunner(1, { stats })).toEqual({ passed: 6, failed: 2 });
  });

  it.each([
    ['crashed before its report', 1, null, 0],
    ['wrote no report', 0, null, 0],
    ['found no tests', 0, vitest(0, 0), 0],
    ['failed outside any test', 1, vitest(12, 0), 12],
  ])('counts a runner that %s as failed', (_, exitCode, report, passed) => {
    expect(countRunner(exitCode, report)).toEqual({ passed, failed: 1 });
  });
});
