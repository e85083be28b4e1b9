import type { Page } from '@playwright/test';
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
  dashboard('wizard-goal', () => '/runs/new/goal', 'Start from'),
  {
    ...{ name: 'wizard-data', as: 'admin' },
    go: async (page, { coordinator }) => {
      await page.goto(`${coordinator.url}/runs/new/goal`);
      await page.getByRole('radio', { name: 'Sort rows of a table' }).click();
      await page.getByRole('radio', { name: 'Heart disease in four hospitals' }).click();
      await page.getByRole('button', { name: 'Next: Data' }).click();
      await page.getByRole('button', { name: 'Make it my own data' }).click();
      await shows(page, 'What each device checks');
    },
  },
  {
    ...{ name: 'wizard-mistakes', as: 'admin' },
    go: async (page, { coordinator }) => {
      await page.goto(`${coordinator.url}/runs/new/goal`);
      await page.getByRole('radio', { name: 'Predict a number' }).click();
      await page.getByRole('radio', { name: 'My own data' }).click();
      await page.getByRole('button', { name: 'Next: Data' }).click();
      await page.getByRole('button', { name: 'Next: Model' }).click();
      await shows(page, 'Add at least one column.');
    },
  },
  dashboard('wizard-model', () => '/runs/new/model', '199,210 parameters'),
  dashboard('wizard-training', () => '/runs/new/training', 'How often'),
  {
    ...{ name: 'wizard-privacy', as: 'admin' },
    go: async (page, { coordinator }) => {
      await page.goto(`${coordinator.url}/runs/new/privacy`);
      await page.getByRole('radio', { name: 'Central' }).click();
      await shows(page, 'Spent ε after each round');
    },
  },
  dashboard('wizard-review', () => '/runs/new/review', 'Try it out'),
  dashboard('wizard-invite', ({ waitingRun }) => `/runs/${waitingRun}/invite`, 'Valid until'),
  dashboard('new-run-all', () => '/runs/new/all', 'Which checkpoints are kept'),
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
];
