import { joinRun } from '@tributary/client';
import { type DataSchema, datasets, type Examples, selectExamples } from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';
import type { Checkpoint, RunDetail } from '@tributary/protocol';
import { createNodeTrainer } from '@tributary/trainer/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

const notes: DataSchema = {
  kind: 'images',
  title: 'Numbers on notes',
  classes: datasets.get('synthetic-digits').classNames,
  ...{ height: 28, width: 28, channels: 1 },
};

const trainer = createNodeTrainer();
let coordinator: TestCoordinator;
let examples: Examples;
beforeAll(async () => {
  coordinator = await startTestCoordinator();
  const { dataset, source } = await openDataset('synthetic-digits', { offline: true });
  examples = await dataset.loadTest(source);
});
afterAll(() => Promise.all([coordinator.destroy(), trainer.close()]));

const rows = (from: number, to: number) =>
  selectExamples(
    examples,
    Int32Array.from({ length: to - from }, (_, at) => from + at),
  );

it('learns from what nobody but its clients has', async () => {
  const { summary } = await coordinator.createRun({
    task: { dataset: notes, model: 'logistic-regression' },
    rounds: 2,
    cohort: { minClients: 1 },
    clientWork: { epochs: 2, batchSize: 20, learningRate: 0.1 },
  });
  const path = `/api/runs/${summary.runId}`;
  const client = joinRun({
    ...{ url: coordinator.url, token: coordinator.joinToken, trainer, backend: 'wasm' },
    device: { kind: 'node', name: 'notes' },
    data: async () => ({ train: rows(0, 400), validation: rows(400, 600) }),
  });
  await coordinator.admin('POST', `${path}/start`);
  await expect
    .poll(async () => (await coordinator.admin<RunDetail>('GET', path)).summary.status, {
      timeout: 60_000,
    })
    .toBe('completed');
  const [last] = await coordinator.admin<Checkpoint[]>('GET', `${path}/checkpoints`);
  // The coordinator has nothing to test on; the client has, and says what it found.
  expect(last).toMatchObject({ round: 2, accuracy: null, loss: null });
  await expect.poll(() => client.state.contributions.length).toBe(2);
  const [first, second] = client.state.contributions.map(({ metrics }) => metrics);
  expect(first?.accuracyAfter).toBeGreaterThan(0.5);
  // One client alone: what it made of the model is what it meets in the next round.
  expect(second?.lossBefore).toBeCloseTo(first?.lossAfter ?? 0, 3);
  await client.leave();
});

it.each([
  [{ aggregation: { aggregator: { name: 'FLTrust' } } }, 'has no examples of what clients bring'],
  [{ task: { dataset: notes, model: 'char-gpt' } }, 'does not fit the data set'],
])('refuses what cannot be with such data: %j', async (changes, reason) => {
  const task = { dataset: notes, model: 'logistic-regression' };
  await expect(coordinator.createRun({ task, ...changes })).rejects.toThrow(reason);
});

it('has no demo data for such a run', async () => {
  const task = { dataset: notes, model: 'logistic-regression' };
  const { summary } = await coordinator.createRun({ task });
  const answer = await fetch(`${coordinator.url}/api/runs/${summary.runId}/shards`, {
    headers: { authorization: `Bearer ${coordinator.joinToken}` },
  });
  expect(await answer.json()).toMatchObject({ code: 'invalid-config' });
});
