import type { Page } from '@playwright/test';
import { drawOne } from '../support/drawing.ts';
import { joinInPage } from '../support/fixtures.ts';
import { choose, openDataStep } from '../support/own-data.ts';
import { type Stop, shows } from './stop.ts';

const client = (name: string, go: Stop['go']): Stop => ({ ...{ name, as: 'nobody' }, go });

/** A page that takes part in the open run, which goes on while somebody looks. */
const working = (name: string, look: (page: Page) => Promise<void>): Stop => ({
  ...client(name, async (page, { coordinator, joinUrl, openRun }) => {
    await coordinator.actOnRun(openRun, 'resume');
    await joinInPage(page, joinUrl, 'wasm');
    await page
      .getByTestId('accepted-count')
      .getByText(/^[3-9]$|\d\d/)
      .waitFor();
    await look(page);
  }),
  leave: async ({ coordinator, openRun }) => {
    await coordinator.actOnRun(openRun, 'pause');
  },
});

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

const rows = ['age,sex,pressure,diagnosis', '63,male,145,ill', '41,female,?,healthy'];
const tableOf = (lines: readonly string[]) => ({
  ...{ name: 'ward-2.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) },
});

/** Every page of the client, and of those with much on them each state. */
export const clientStops: readonly Stop[] = [
  client('client-no-link', async (page, { coordinator }) => {
    await page.goto(`${coordinator.url}/join/`);
    await shows(page, /join link/i);
  }),
  client('client-bad-link', async (page, { coordinator }) => {
    await page.goto(`${coordinator.url}/join/#token=eyJhIjoxfQ.AAAA`);
    await shows(page, /for a new link/i);
  }),
  client('client-invitation', async (page, { tableUrl }) => {
    await page.goto(tableUrl);
    await shows(page, 'What leaves');
  }),
  client('client-data', async (page, { joinUrl }) => {
    await page.goto(joinUrl);
    await press(page, 'Continue');
    await shows(page, 'What it trains on');
  }),
  client('client-own-table', async (page, { tableUrl }) => {
    await openDataStep(page, tableUrl);
    await choose(page, 'Choose a table', tableOf(rows));
    await shows(page, 'In use: ward-2.csv');
  }),
  client('client-own-table-faults', async (page, { tableUrl }) => {
    await openDataStep(page, tableUrl);
    await choose(page, 'Choose a table', tableOf([...rows, 'old,male,120,healthy', '50,x,,?']));
    await shows(page, '2 rows of 4 have a fault');
  }),
  client('client-own-pictures', async (page, { picturesUrl }) => {
    await openDataStep(page, picturesUrl);
    await shows(page, 'Choose a folder');
  }),
  client('client-waiting', async (page, { joinUrl }) => {
    await joinInPage(page, joinUrl, 'wasm');
    await shows(page, 'Your limits');
  }),
  working('client-working', (page) => shows(page, 'Your limits')),
  working('client-paused', async (page) => {
    await press(page, 'Pause');
    await shows(page, /^paused/i);
  }),
  working('client-update', async (page) => {
    await press(page, 'Pause');
    await press(page, 'Show my last update');
    await shows(page, 'Length (L2 norm)');
  }),
  working('client-receipt', async (page) => {
    await press(page, 'Leave');
    await shows(page, 'Save as JSON');
  }),
  working('client-try', async (page) => {
    await press(page, 'Leave');
    await press(page, 'Try the model');
    await drawOne(page);
    await shows(page, /^The model (takes|is not)/);
  }),
  client('client-offline', async (page, { joinUrl }) => {
    await page.goto(joinUrl);
    await press(page, 'Continue');
    await shows(page, 'What it trains on');
    await page.context().setOffline(true);
    await press(page, 'Join');
    await shows(page, 'This device is offline');
  }),
];
