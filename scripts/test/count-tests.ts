/** How many tests of a step passed and failed. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** A whole tool as one test, by its exit code. */
export const countTool = (exitCode: number): Count =>
  exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

/** What Vitest's JSON report says of itself. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

/** What Playwright's JSON report says of itself. */
export interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly flaky: number;
    readonly unexpected: number;
  };
}

/**
 * A runner's own count, which is believed only if it fits its exit code: a runner that crashed, left
 * no report or ran no test at all has failed.
 * @param report the parsed JSON report; null when there is none
 */
export const countRunner = (
  exitCode: number,
  report: VitestReport | PlaywrightReport | null,
): Count => {
  const { passed, failed } = report === null ? { passed: 0, failed: 0 } : read(report);
  const isCredible = exitCode === 0 ? passed > 0 : failed > 0;
  return { passed, failed: isCredible ? failed : failed + 1 };
};

const read = (report: VitestReport | PlaywrightReport): Count =>
  'stats' in report
    ? { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected }
    : { passed: report.numPassedTests, failed: report.numFailedTests };
