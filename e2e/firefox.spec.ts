import { launch } from 'puppeteer-core';
import { ensureFirefox } from '../scripts/browsers/find-firefox.mjs';
import { expect, test } from './support/fixtures.ts';

/** Driven over WebDriver BiDi: the distribution's Firefox does not take Playwright's own protocol. */
test('a Firefox without WebGPU says what it trains on instead, trains and reports', async ({
  coordinator,
  startNodeClients,
}) => {
  const { summary } = await coordinator.createRun({ name: 'Digits in Firefox' });
  const { joinUrl } = await coordinator.invite(summary.runId);
  const browser = await launch({ browser: 'firefox', executablePath: ensureFirefox() });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 390, height: 844 });
    await page.goto(joinUrl);
    for (const name of ['Continue', 'Join']) {
      await page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
    }
    startNodeClients(joinUrl, 1);
    await coordinator.waitForClients(2);
    await coordinator.actOnRun(summary.runId, 'start');
    const text = () => page.evaluate(() => document.body.textContent);
    await expect.poll(text, { timeout: 60_000 }).toMatch(/WebGPU is not offered/i);
    await coordinator.waitForRound(summary.runId, 2);
    const events = (await coordinator.readLog(summary.runId)).map(({ event }) => event);
    const fox = events
      .flatMap((event) => (event.type === 'presenceChanged' ? Object.entries(event.joined) : []))
      .find(([, { name }]) => name.startsWith('Firefox'));
    const [clientId] = fox ?? [];
    const reported = events.filter(
      (event) => event.type === 'updateReceived' && event.clientId === clientId,
    );
    expect(reported).toHaveLength(2);
  } finally {
    await browser.close();
  }
});
