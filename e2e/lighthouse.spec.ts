import { type Browser, chromium } from '@playwright/test';
import lighthouse, { type RunnerResult } from 'lighthouse';
import type { Coordinator } from './support/coordinator.ts';
import { expect, test } from './support/fixtures.ts';

/** What is asked of every page, in hundredths. */
const LEAST = 90;
/** The machine is shared with the coordinator, and perhaps with others: the median of a few says more than one. */
const RUNS = 3;
/**
 * Lighthouse makes a phone of the middle class out of a computer by slowing it down. Four times is meant for one of
 * at least this benchmark index; one that is slower, or busy, is a phone sooner.
 */
const PHONE = { slowdown: 4, benchmarkIndex: 1500 };

type Scores = Readonly<Record<'performance' | 'accessibility', number>>;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Lighthouse drives a browser of its own kind over the debugging port. */
const PORT = 9333;
let browser: Browser;
test.beforeAll(async ({ launchOptions }) => {
  browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), `--remote-debugging-port=${PORT}`],
  });
});
test.afterAll(() => browser.close());

const measureOnce = async (url: string, slowdown: number): Promise<RunnerResult['lhr']> => {
  const result = await lighthouse(url, {
    ...{ port: PORT, logLevel: 'error', output: 'json' },
    onlyCategories: ['performance', 'accessibility'],
    throttling: { cpuSlowdownMultiplier: slowdown },
  });
  if (result === undefined) throw new Error(`Lighthouse had nothing to say about ${url}.`);
  return result.lhr;
};

/** What is found at an address: the medians, and in a line each what they are made of. */
const measure = async (url: string): Promise<Scores> => {
  const found: Scores[] = [];
  // How fast the machine is just now, every report says of itself.
  let index = PHONE.benchmarkIndex;
  for (let run = 0; run < RUNS; run++) {
    const slowdown = Math.min(PHONE.slowdown, (PHONE.slowdown * index) / PHONE.benchmarkIndex);
    const { categories, audits, environment } = await measureOnce(url, Math.max(1, slowdown));
    index = environment.benchmarkIndex;
    const score = (name: string) => Math.round(100 * (categories[name]?.score ?? 0));
    found.push({ performance: score('performance'), accessibility: score('accessibility') });
    const ms = (name: string) => `${Math.round(audits[name]?.numericValue ?? 0)} ms`;
    console.log(
      `${score('performance')}: first paint ${ms('first-contentful-paint')}, largest ${ms('largest-contentful-paint')}, blocked ${ms('total-blocking-time')}, slowed ${slowdown.toFixed(1)} times`,
    );
  }
  return {
    performance: median(found.map(({ performance }) => performance)),
    accessibility: median(found.map(({ accessibility }) => accessibility)),
  };
};

const invitation = async (coordinator: Coordinator): Promise<string> => {
  const { summary } = await coordinator.createRun({ name: 'Digits' });
  return (await coordinator.invite(summary.runId)).joinUrl;
};

for (const { name, find } of [
  { name: 'the dashboard', find: async ({ url }: Coordinator) => url },
  { name: 'the client page', find: async ({ url }: Coordinator) => `${url}/join/` },
  { name: 'an invitation', find: invitation },
]) {
  test(`Lighthouse thinks well of ${name}`, async ({ coordinator }) => {
    const scores = await measure(await find(coordinator));
    console.log(name, scores);
    expect(scores.performance).toBeGreaterThanOrEqual(LEAST);
    expect(scores.accessibility).toBeGreaterThanOrEqual(LEAST);
  });
}
