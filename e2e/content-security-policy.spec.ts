import type { Page } from '@playwright/test';
import type { Coordinator } from './support/coordinator.ts';
import { expect, joinInPage, test } from './support/fixtures.ts';

/** What the browser refused to load or run, on any page that this one becomes. */
const recordViolations = async (page: Page): Promise<string[]> => {
  const violations: string[] = [];
  await page.exposeFunction('tellViolation', (text: string) => void violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (violation) => {
      const { violatedDirective, blockedURI, sourceFile, lineNumber } = violation;
      const tell = Reflect.get(window, 'tellViolation');
      tell(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber} ${location.pathname}`);
    });
  });
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text());
  });
  return violations;
};

const policyOf = async (page: Page, url: string): Promise<string> =>
  (await page.request.get(url, { headers: { accept: 'text/html' } })).headers()[
    'content-security-policy'
  ] ?? '';

const signIn = async (page: Page, { url, adminToken }: Coordinator) => {
  await page.goto(url);
  await page.getByLabel('Admin token').fill(adminToken);
  await page.getByRole('button', { name: /sign in/i }).click();
  await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible();
};

test('no page may run or write what is not its own, and none tries to', async ({
  coordinator,
  page,
  startNodeClients,
}) => {
  const violations = await recordViolations(page);
  for (const path of ['/', '/join/', '/runs/new']) {
    const policy = await policyOf(page, coordinator.url + path);
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy).toMatch(/style-src 'self' 'nonce-[\w-]{22}'/);
    expect(await policyOf(page, coordinator.url + path)).not.toBe(policy);
  }

  await signIn(page, coordinator);
  const { summary } = await coordinator.createRun({ name: 'Watched closely' });
  const { joinUrl } = await coordinator.invite(summary.runId);
  startNodeClients(joinUrl, 2);
  await coordinator.waitForClients(2);
  await coordinator.actOnRun(summary.runId, 'start');
  await coordinator.waitForRound(summary.runId, 2);
  for (const path of ['/', '/runs/new', `/runs/${summary.runId}`, '/clients', '/nowhere']) {
    await page.goto(coordinator.url + path, { waitUntil: 'networkidle' });
    await expect(page.locator('#root')).not.toBeEmpty();
  }
  // Mantine's colours are there: its style element was let in.
  const colour = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--mantine-color-body'),
  );
  expect(colour).not.toBe('');
  // A menu or a modal writes more styles when it opens.
  await page.goto(`${coordinator.url}/runs/${summary.runId}`, { waitUntil: 'networkidle' });
  for (const button of await page.getByRole('button').all()) {
    if (await button.isEnabled()) await button.hover();
  }
  const invite = page.getByRole('button', { name: /invite/i }).first();
  if (await invite.isVisible()) await invite.click();

  await joinInPage(page, joinUrl, 'cpu');
  await expect(page.locator('#root')).toContainText(/device|round|train/i);
  expect(violations).toEqual([]);

  await page.goto(`${coordinator.url}/docs`);
  await expect(page.getByText('Tributary coordinator')).toBeVisible();
});
