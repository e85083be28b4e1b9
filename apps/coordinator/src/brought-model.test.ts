import {
  chainOf,
  type Examples,
  type LayersModel,
  preprocessedInput,
  selectExamples,
  wholeModel,
} from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';
import {
  type Checkpoint,
  encodeFrame,
  type RunDetail,
  storedModelSchema,
} from '@tributary/protocol';
import { createNodeTrainer } from '@tributary/trainer/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits } from './limits.ts';
import { connectTestClient, download, type TestClient } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

const brought: LayersModel = {
  title: 'My own net',
  layers: chainOf(
    [28, 28, 1],
    [
      ['conv', 'Conv2D', { filters: 4, kernelSize: 3, strides: 2, activation: 'relu' }],
      ['pool', 'AveragePooling2D', {}],
      ['flatten', 'Flatten', {}],
      ['classes', 'Dense', { units: 10 }],
    ],
  ),
};
const dataset = 'synthetic-digits';
const { manifest, init } = wholeModel({ dataset, model: brought });
const once = {
  rounds: 1,
  cohort: { minClients: 1 },
  clientWork: { epochs: 2, batchSize: 20, learningRate: 0.05 },
};

const trainer = createNodeTrainer();
let coordinator: TestCoordinator;
let client: TestClient;
let examples: Examples;
beforeAll(async () => {
  coordinator = await startTestCoordinator();
  const opened = await openDataset(dataset, { offline: true });
  examples = await opened.dataset.loadTest(opened.source);
  client = await connectTestClient({ url: coordinator.url, token: coordinator.joinToken });
});
afterAll(async () => {
  client.close();
  await Promise.all([coordinator.destroy(), trainer.close()]);
});

const send = (body: Uint8Array | string, headers: Record<string, string> = {}) =>
  fetch(`${coordinator.url}/api/checkpoints`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${coordinator.adminToken}`,
      'content-type': 'application/octet-stream',
      ...headers,
    },
    body: typeof body === 'string' ? body : Uint8Array.from(body),
  });

/** Weights that no seed draws. */
const ownWeights = () => ({ manifest, values: init(77).map((value) => value / 2) });

describe('a model that somebody brings', () => {
  it('is trained from the weights that it comes with, and tested', async () => {
    const answer = await send(encodeFrame('weights', ownWeights()));
    expect(answer.status).toBe(201);
    const stored = storedModelSchema.parse(await answer.json());
    const model = { ...brought, weights: stored.digest };

    const { summary, config } = await coordinator.createRun({ ...once, task: { dataset, model } });
    expect(config.task.model).toEqual(model);
    const path = `/api/runs/${summary.runId}`;
    // What the run is to begin with stays, whoever sweeps.
    coordinator = await coordinator.restart();
    client.close();
    client = await connectTestClient({ url: coordinator.url, token: coordinator.joinToken });
    await coordinator.admin('POST', `${path}/start`);
    const plan = await client.nextPlan();
    expect(plan.checkpoint).toBe(stored.digest);

    const first = await download(coordinator.url, plan.checkpoint);
    expect(first.values).toEqual(ownWeights().values);
    await trainer.prepare({
      ...{ model: plan.task.model, input: preprocessedInput(plan.task), backend: 'wasm' },
    });
    await trainer.load(
      selectExamples(
        examples,
        Int32Array.from({ length: 600 }, (_, at) => at),
      ),
    );
    const { delta } = await trainer.train({
      ...{ weights: first.values, work: plan.work, seed: plan.seed },
    });
    const uploaded = await client.upload(plan, encodeFrame('delta', { manifest, values: delta }));
    expect(uploaded).toMatchObject({ status: 'accepted' });
    await expect
      .poll(async () => (await coordinator.admin<RunDetail>('GET', path)).summary.status, {
        timeout: 30_000,
      })
      .toBe('completed');
    const [last] = await coordinator.admin<Checkpoint[]>('GET', `${path}/checkpoints`);
    // Ten classes: chance is a tenth.
    expect(last?.accuracy).toBeGreaterThan(0.2);
  });

  it('is begun by the seed where it comes without weights', async () => {
    const { summary } = await coordinator.createRun({ ...once, task: { dataset, model: brought } });
    await coordinator.admin('POST', `/api/runs/${summary.runId}/start`);
    const plan = await client.nextPlan();
    expect((await download(coordinator.url, plan.checkpoint)).values).toEqual(init(1));
    await coordinator.admin('POST', `/api/runs/${summary.runId}/stop`);
  });

  it('is refused with a sentence where it does not fit', async () => {
    const unfit = (model: unknown) =>
      coordinator.createRun({ task: { dataset, model: model as LayersModel } });
    const layers = (changes: Parameters<typeof chainOf>[1], shape = [28, 28, 1]) => ({
      ...brought,
      layers: chainOf(shape, changes),
    });
    const dense = layers([
      ['flatten', 'Flatten', {}],
      ['out', 'Dense', { units: 3 }],
    ]);
    await expect(unfit(dense)).rejects.toThrow('its last layer says [3], but [10] are wanted');
    await expect(unfit(layers([['out', 'Dense', { units: 10 }]], [784]))).rejects.toThrow(
      'it takes examples [784], but these are [28, 28, 1]',
    );
    const odd = {
      ...brought,
      layers: brought.layers.with(1, { ...brought.layers[1], kind: 'LSTM' } as never),
    };
    await expect(unfit(odd)).rejects.toThrow(
      /"conv\\" \(LSTM\): such layers cannot be trained here/,
    );
    await expect(unfit({ ...brought, weights: `sha256:${'0'.repeat(64)}` })).rejects.toThrow(
      'task.model.weights: there are no such weights here',
    );
    const other = storedModelSchema.parse(
      await (
        await send(
          encodeFrame('weights', {
            manifest: [{ name: 'w', shape: [2] }],
            values: Float32Array.of(1, 2),
          }),
        )
      ).json(),
    );
    await expect(unfit({ ...brought, weights: other.digest })).rejects.toThrow(
      'they are not those of these layers',
    );
  });
});

describe('the first weights', () => {
  it.each([
    ['no frame', () => Uint8Array.of(1, 2, 3), 400, 'truncated'],
    ['a delta', () => encodeFrame('delta', ownWeights()), 400, 'malformed'],
    [
      'what is no number',
      () => encodeFrame('weights', { manifest, values: init(1).fill(Number.NaN, 3, 4) }),
      422,
      'not-finite',
    ],
  ])('are refused as %s', async (_, bytes, status, code) => {
    const answer = await send(bytes());
    expect([answer.status, (await answer.json()).code]).toEqual([status, code]);
  });

  it('are taken as bytes alone, from admins alone, up to a size', async () => {
    expect((await send('{}', { 'content-type': 'application/json' })).status).toBe(400);
    expect((await send('x', { authorization: 'Bearer nobody' })).status).toBe(401);
    expect((await send(new Uint8Array(defaultLimits.maxModelBodyBytes + 1))).status).toBe(413);
  });

  it('are no body for other routes', async () => {
    const answer = await fetch(`${coordinator.url}/api/runs`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${coordinator.adminToken}`,
        'content-type': 'application/octet-stream',
      },
      body: Uint8Array.of(1),
    });
    expect(answer.status).toBe(400);
  });
});
