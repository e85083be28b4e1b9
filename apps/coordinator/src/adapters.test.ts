import { type Examples, preprocessedInput, selectExamples } from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';
import { type Checkpoint, encodeFrame, type RoundPlan, type RunDetail } from '@tributary/protocol';
import { createNodeTrainer } from '@tributary/trainer/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectTestClient, download, type TestClient } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

const trainer = createNodeTrainer();
let coordinator: TestCoordinator;
let client: TestClient;
let examples: Examples;
beforeAll(async () => {
  coordinator = await startTestCoordinator();
  const { dataset, source } = await openDataset('synthetic-digits', { offline: true });
  examples = await dataset.loadTest(source);
  client = await connectTestClient({ url: coordinator.url, token: coordinator.joinToken });
});
afterAll(async () => {
  client.close();
  await Promise.all([coordinator.destroy(), trainer.close()]);
});

const task = { dataset: 'synthetic-digits', model: 'mlp-2nn' };
const adapter = { rank: 4, alpha: 8, targets: ['dense'] };
const firstThousand = Int32Array.from({ length: 1000 }, (_, at) => at);
const once = {
  rounds: 1,
  cohort: { minClients: 1 },
  clientWork: { epochs: 2, batchSize: 20, learningRate: 0.05 },
};

/** What a device does with a plan, with the real trainer. */
const train = async (plan: RoundPlan): Promise<Uint8Array> => {
  const { model, adapter: adapts } = plan.task;
  const base = adapts && (await download(coordinator.url, adapts.base)).values;
  await trainer.prepare({
    ...{ model, input: preprocessedInput(plan.task), backend: 'wasm' },
    ...(adapts && base && { adapter: { ...adapts, base } }),
  });
  // A copy: a trainer takes the memory of what it is given.
  await trainer.load(selectExamples(examples, firstThousand));
  const { manifest, values: weights } = await download(coordinator.url, plan.checkpoint);
  const { delta } = await trainer.train({ weights, work: plan.work, seed: plan.seed });
  return encodeFrame('delta', { manifest, values: delta });
};

/** One round of a new run, from its plan to its last checkpoint. */
const runOnce = async (changes: Parameters<TestCoordinator['createRun']>[0]) => {
  const { summary } = await coordinator.createRun({ ...once, ...changes });
  const path = `/api/runs/${summary.runId}`;
  await coordinator.admin('POST', `${path}/start`);
  const plan = await client.nextPlan();
  const frame = await train(plan);
  const uploaded = await client.upload(plan, frame);
  expect(uploaded).toMatchObject({ status: 'accepted' });
  await expect
    .poll(async () => (await coordinator.admin<RunDetail>('GET', path)).summary.status, {
      timeout: 30_000,
    })
    .toBe('completed');
  const [last] = await coordinator.admin<Checkpoint[]>('GET', `${path}/checkpoints`);
  if (!last) throw new Error('Nothing was committed.');
  return { last, plan };
};

it('trains adapters over what another run has committed, and tests them on their base', async () => {
  const before = await runOnce({ task });
  const base = before.last.digest;
  const adapted = { ...task, adapter: { ...adapter, base } };
  const after = await runOnce({ task: adapted });

  const names = (await download(coordinator.url, after.last.digest)).manifest.map(
    ({ name }) => name,
  );
  expect(names).toEqual(
    [1, 2, 3].flatMap((layer) => ['a', 'b'].map((half) => `dense${layer}/kernel/lora-${half}`)),
  );
  expect(after.plan.modelBytes).toBe(after.last.bytes);
  expect(after.last.bytes).toBeLessThan(0.1 * before.last.bytes);
  // It goes on from the base rather than from new weights.
  expect(before.last.accuracy).toBeGreaterThan(0.5);
  expect(after.last.loss).toBeLessThan(before.last.loss ?? 0);

  for (const wrong of [after.last.digest, `sha256:${'0'.repeat(64)}`]) {
    const refused = coordinator.createRun({
      task: { ...task, adapter: { ...adapter, base: wrong } },
    });
    await expect(refused).rejects.toThrow(/invalid-config.*task\.adapter\.base: /);
  }
});
