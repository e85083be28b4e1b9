import { type Browser, chromium } from '@playwright/test';
import lighthouse, { type RunnerResult } from 'lighthouse';
import { expect, test } from './support/fixtures.ts';

/** What is asked of either page, in hundredths. */
const LEAST = 90;
/** The machine is shared with the coordinator: the median of a few says more than one. */
const RUNS = 3;

const scoreOf = ({ lhr }: RunnerResult, category: string): number =>
  Math.round(100 * (lhr.categories[category]?.score ?? 0));

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Lighthouse drives a browser of its own kind over the debugging port. */
const measure = async (url: string, port: number) => {
  const results: RunnerResult[] = [];
  for (let run = 0; run < RUNS; run++) {
    const result = await lighthouse(url, {
      ...{ port, logLevel: 'error', output: 'json' },
      onlyCategories: ['performance', 'accessibility'],
    });
    if (result) results.push(result);
  }
  const of = (category: string) => median(results.map((result) => scoreOf(result, category)));
  return { performance: of('performance'), accessibility: of('accessibility') };
};

let browser: Browser;
const PORT = 9333;
test.beforeAll(async ({ launchOptions }) => {
  browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), `--remote-debugging-port=${PORT}`],
  });
});
test.afterAll(() => browser.close());

for (const { name, path } of [
  { name: 'the dashboard', path: '/' },
  { name: 'the client page', path: '/join/' },
]) {
  test(`Lighthouse thinks well of ${name}`, async ({ coordinator }) => {
    const scores = await measure(new URL(path, coordinator.url).href, PORT);
    console.log(name, scores);
    expect(scores.performance).toBeGreaterThanOrEqual(LEAST);
    expect(scores.accessibility).toBeGreaterThanOrEqual(LEAST);
  });
}
