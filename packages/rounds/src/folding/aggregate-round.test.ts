import { type Digest, decodeFrame, encodeFrame } from '@tributary/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ReportedUpdate } from '../run-effect.ts';
import { createMemoryBlobs } from '../testing/memory-blobs.ts';
import { testConfig } from '../testing/random-run.ts';
import { aggregateRound } from './aggregate-round.ts';
import type { Blobs } from './blobs.ts';
import { makeDownload } from './make-download.ts';

const manifest = [{ name: 'w', shape: [2] }];

let blobs: Blobs;
beforeEach(() => {
  blobs = createMemoryBlobs();
});

const put = (kind: 'weights' | 'delta', ...values: number[]) =>
  blobs.put(encodeFrame(kind, { manifest, values: Float32Array.from(values) }));
const valuesOf = async (digest: Digest) => {
  const frame = decodeFrame(await blobs.get(digest));
  return frame.ok ? [...frame.weights.values] : frame.code;
};
const fold = async (name: string, hyperparams: Record<string, unknown> = {}) => ({
  config: testConfig({ strategy: { name, hyperparams } }),
  ...{ round: 1, openings: 4, numClients: 2, clipNorm: null },
  updates: [
    { digest: await put('delta', 1, 2), numExamples: 1 },
    { digest: await put('delta', 5, -2), numExamples: 3 },
  ],
});

it('adds the weighted mean of the updates to the base', async () => {
  const task = await fold('FedAvg');
  const result = await aggregateRound(
    { ...task, base: await put('weights', 10, 20), optimizerState: null },
    { blobs, spool: blobs },
  );
  expect(await valuesOf(result.checkpoint)).toEqual([14, 19]);
  expect(result).toEqual({ checkpoint: result.checkpoint, optimizerState: null });
});

it('keeps the state of the optimizer and an average beside the iterate', async () => {
  const hyperparams = { serverMomentum: 0.5, averaging: 0.5 };
  const task = await fold('FedAvgM', hyperparams);
  const stores = { blobs, spool: blobs };
  const base = await put('weights', 10, 20);
  const first = await aggregateRound({ ...task, base, optimizerState: null }, stores);
  expect(first.iterate).toBe(first.checkpoint);
  const second = await aggregateRound(
    { ...task, base: first.iterate ?? '', optimizerState: first.optimizerState },
    stores,
  );
  // The velocity is (4, −1), then half of it and another (4, −1).
  expect(await valuesOf(second.iterate ?? '')).toEqual([20, 17.5]);
  expect(await valuesOf(second.checkpoint)).toEqual([17, 18.25]);
});

describe('an asynchronous strategy', () => {
  it('counts late updates less', async () => {
    const task = await fold('FedBuff', { serverLearningRate: 0.5 });
    const [fresh, late] = task.updates as [ReportedUpdate, ReportedUpdate];
    const { checkpoint } = await aggregateRound(
      {
        ...task,
        updates: [
          { ...fresh, staleness: 0 },
          { ...late, staleness: 3 },
        ],
        base: await put('weights', 10, 20),
        optimizerState: null,
      },
      { blobs, spool: blobs },
    );
    // ½·((1, 2) + ½·(5, −2)) / 2, whatever the numbers of examples.
    expect(await valuesOf(checkpoint)).toEqual([10.875, 20.25]);
  });

  it('mixes in the weights that a client came to, from the model that it downloaded', async () => {
    const task = await fold('FedAsync', { mixing: 0.5 });
    const config = testConfig({
      ...task.config,
      compression: { ...task.config.compression, down: [{ name: 'float16', params: {} }] },
    });
    const first = { manifest, values: Float32Array.of(10.1, 20.3) };
    const downloaded = await blobs.put(
      makeDownload(first, undefined, { config, round: 1 }) ?? new Uint8Array(),
    );
    const startedFrom = await valuesOf(downloaded);
    expect(startedFrom).not.toEqual([...first.values]);
    const update = { digest: await put('delta', 1, 2), numExamples: 7 };
    const { checkpoint } = await aggregateRound(
      {
        ...task,
        config,
        round: 4,
        updates: [{ ...update, staleness: 3, base: downloaded }],
        base: await put('weights', 12, 16),
        optimizerState: null,
      },
      { blobs, spool: blobs },
    );
    // α·s(3) = ½·½ of the client's weights, and ¾ of those of now.
    const trained = [Number(startedFrom[0]) + 1, Number(startedFrom[1]) + 2];
    const [one, other] = (await valuesOf(checkpoint)) as number[];
    expect(one).toBeCloseTo(0.75 * 12 + 0.25 * Number(trained[0]), 5);
    expect(other).toBeCloseTo(0.75 * 16 + 0.25 * Number(trained[1]), 5);
  });
});
