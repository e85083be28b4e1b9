import type { Page } from '@playwright/test';
import { joinInPage } from '../support/fixtures.ts';
import type { Scene } from './scene.ts';

/** A page, or a state of one, that people see. */
export interface Stop {
  /** What its pictures are called. */
  readonly name: string;
  /** Signed in to the dashboard before, unless it is the client's page or nobody is. */
  readonly as: 'admin' | 'nobody';
  /** Opens it, and waits until there is something to see. */
  go(page: Page, scene: Scene): Promise<void>;
  /** Puts back what it changed. */
  leave?(scene: Scene): Promise<void>;
}

const shows = (page: Page, text: string | RegExp) =>
  page.getByText(text).first().waitFor({ timeout: 30_000 });

const dashboard = (name: string, path: (scene: Scene) => string, sign: string | RegExp): Stop => ({
  ...{ name, as: 'admin' },
  go: async (page, scene) => {
    await page.goto(scene.coordinator.url + path(scene));
    await shows(page, sign);
  },
});

/** Every page of the dashboard and of the client. One that is added is added here. */
export const stops: readonly Stop[] = [
  {
    ...{ name: 'sign-in', as: 'nobody' },
    go: async (page, { coordinator }) => {
      await page.goto(coordinator.url);
      await page.getByLabel('Admin token').waitFor();
    },
  },
  dashboard('runs', () => '/runs', 'FedAdam'),
  dashboard('run-finished', ({ finishedRun }) => `/runs/${finishedRun}`, /completed/i),
  dashboard('run-waiting', ({ waitingRun }) => `/runs/${waitingRun}`, /second ward/),
  {
    ...{ name: 'run-live', as: 'admin' },
    go: async (page, { coordinator, openRun }) => {
      await coordinator.actOnRun(openRun, 'resume');
      await page.goto(`${coordinator.url}/runs/${openRun}`);
      await shows(page, /training/i);
    },
    leave: async ({ coordinator, openRun }) => {
      await coordinator.actOnRun(openRun, 'pause');
    },
  },
  dashboard('clients', () => '/clients', 'ward-1'),
  dashboard('access', () => '/access', /join link/i),
  dashboard('not-found', () => '/no-such-page', /no such page|not found|nothing/i),
  {
    ...{ name: 'client-no-link', as: 'nobody' },
    go: async (page, { coordinator }) => {
      await page.goto(`${coordinator.url}/join/`);
      await shows(page, /join link/i);
    },
  },
  {
    ...{ name: 'client-bad-link', as: 'nobody' },
    go: async (page, { coordinator }) => {
      await page.goto(`${coordinator.url}/join/#token=eyJhIjoxfQ.AAAA`);
      await shows(page, /for a new link/i);
    },
  },
  {
    ...{ name: 'client-invitation', as: 'nobody' },
    go: async (page, { joinUrl }) => {
      await page.goto(joinUrl);
      await shows(page, 'What leaves');
    },
  },
  {
    ...{ name: 'client-data', as: 'nobody' },
    go: async (page, { joinUrl }) => {
      await page.goto(joinUrl);
      await page.getByRole('button', { name: 'Continue' }).click();
      await shows(page, 'What it trains on');
    },
  },
  {
    ...{ name: 'client-working', as: 'nobody' },
    go: async (page, { joinUrl }) => {
      await joinInPage(page, joinUrl, 'cpu');
      await shows(page, 'Your limits');
    },
  },
  {
    ...{ name: 'client-receipt', as: 'nobody' },
    go: async (page, { joinUrl }) => {
      await joinInPage(page, joinUrl, 'cpu');
      await page.getByRole('button', { name: 'Leave' }).click();
      await shows(page, 'Save as JSON');
    },
  },
];
