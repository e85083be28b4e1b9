import { drawOne } from '../support/drawing.ts';
import type { Scene } from './scene.ts';
import { type Stop, shows } from './stop.ts';

const dashboard = (name: string, path: (scene: Scene) => string, sign: string | RegExp): Stop => ({
  ...{ name, as: 'admin' },
  go: async (page, scene) => {
    await page.goto(scene.coordinator.url + path(scene));
    await shows(page, sign);
  },
});

/** Every page of the dashboard. */
export const dashboardStops: readonly Stop[] = [
  {
    ...{ name: 'sign-in', as: 'nobody' },
    go: async (page, { coordinator }) => {
      await page.goto(coordinator.url);
      await page.getByLabel('Admin token').waitFor();
    },
  },
  dashboard('runs', () => '/runs', 'FedAdam'),
  dashboard('run-finished', ({ finishedRun }) => `/runs/${finishedRun}`, 'Bytes per round'),
  dashboard('run-rounds', ({ finishedRun }) => `/runs/${finishedRun}/rounds`, 'Updates unlike'),
  dashboard('run-round', ({ finishedRun }) => `/runs/${finishedRun}/rounds/2`, 'Arrivals'),
  dashboard('run-clients', ({ finishedRun }) => `/runs/${finishedRun}/clients`, 'By platform'),
  {
    ...{ name: 'run-events', as: 'admin' },
    go: async (page, { coordinator, finishedRun }) => {
      await page.goto(`${coordinator.url}/runs/${finishedRun}/events`);
      await page
        .getByRole('button', { name: /^Copy event/ })
        .first()
        .waitFor();
    },
  },
  dashboard('run-time', ({ finishedRun }) => `/runs/${finishedRun}/time?event=9`, 'the past'),
  dashboard(
    'run-checkpoints',
    ({ finishedRun }) => `/runs/${finishedRun}/checkpoints`,
    'Class by class',
  ),
  {
    ...{ name: 'run-try', as: 'admin' },
    go: async (page, { coordinator, finishedRun }) => {
      await page.goto(`${coordinator.url}/runs/${finishedRun}/try`);
      await drawOne(page);
      await shows(page, /^The model (takes|is not)/);
    },
  },
  dashboard('run-settings', ({ finishedRun }) => `/runs/${finishedRun}/settings`, 'Partitioner'),
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
  dashboard(
    'compare',
    ({ finishedRun, otherRun }) => `/compare?runs=${finishedRun},${otherRun}`,
    'Server learning rate',
  ),
  dashboard('clients', () => '/clients', 'ward-1'),
  dashboard('access', () => '/access', /join link/i),
  dashboard('not-found', () => '/no-such-page', /no such page|not found|nothing/i),
];
