import {
  createRandom,
  encodePipeline,
  noiseGrid,
  norm2,
  parsePipeline,
  type Stage,
  seededNoiseSource,
} from '@tributary/fedavg';
import {
  type Digest,
  decodeFrame,
  encodeFrame,
  frameEncoded,
  type RunConfigInput,
  runConfigSchema,
} from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { createMemoryBlobs } from '../testing/memory-blobs.ts';
import { aggregateRound } from './aggregate-round.ts';
import { openMemoryScratch } from './scratch.ts';

const size = 40;
const manifest = [
  { name: 'body', shape: [30] },
  { name: 'head/bias', shape: [10] },
];

const stagesOf = (...names: string[]): Stage[] => {
  const pipeline = parsePipeline(names.map((name) => ({ name })));
  if (!pipeline.ok) throw new Error(pipeline.reason);
  return [...pipeline.stages];
};

/** A round of updates from a base, through the run's own stages. */
const aggregate = async (
  changes: Partial<RunConfigInput>,
  deltas: readonly Float32Array[],
  given: {
    base?: Float32Array;
    shape?: typeof manifest;
    root?: Float32Array;
    steps?: number[];
  } = {},
) => {
  const { base = new Float32Array(size), shape = manifest, root, steps = [] } = given;
  const config = runConfigSchema.parse({
    name: 'test',
    task: { dataset: 'mnist', model: 'mlp-2nn' },
    partition: { partitioner: 'IidPartitioner' },
    ...changes,
  });
  const blobs = createMemoryBlobs();
  const put = (values: Float32Array) => {
    const stages = stagesOf(...config.compression.up.map(({ name }) => name));
    const random = createRandom(1);
    const { payload } = encodePipeline(stages, { manifest: shape, values }, { random });
    return blobs.put(frameEncoded('delta', { manifest: shape, stages, payload }));
  };
  let used = 0;
  const result = await aggregateRound(
    {
      ...{
        config,
        round: 4,
        openings: 4,
        numClients: 2 * deltas.length,
        clipNorm: null,
        optimizerState: null,
      },
      base: await blobs.put(encodeFrame('weights', { manifest, values: base })),
      updates: await Promise.all(
        deltas.map(async (values, index) => ({
          ...{ digest: await put(values), numExamples: index + 1 },
          ...{ steps: steps[index] ?? 2, lossBefore: 1 },
          norm: norm2(values),
        })),
      ),
      ...(root && { root: await put(root) }),
    },
    {
      ...{ blobs, spool: blobs, noise: seededNoiseSource(5) },
      openScratch: (values) => {
        used = values;
        return openMemoryScratch(values);
      },
    },
  );
  const frame = async (digest: Digest) => {
    const decoded = decodeFrame(await blobs.get(digest), 'weights');
    if (!decoded.ok) throw new Error(decoded.message);
    return decoded;
  };
  return { ...result, weights: (await frame(result.checkpoint)).weights.values, frame, used };
};

const constant = (value: number, length = size) => new Float32Array(length).fill(value);

describe('a round with settings of its own', () => {
  it('is aggregated by the rule that the run puts in the place of the strategy’s own', async () => {
    const { weights, used } = await aggregate(
      { aggregation: { aggregator: { name: 'CoordinateMedian' } } },
      [constant(1), constant(2), constant(60)],
    );
    expect(weights).toEqual(constant(2));
    expect(used).toBe(3 * size);
  });

  it('shows the rule what the strategy makes of each update', async () => {
    const { weights } = await aggregate(
      { strategy: { name: 'FedNova' }, aggregation: { aggregator: { name: 'CoordinateMedian' } } },
      [constant(1), constant(4), constant(60)],
      { steps: [1, 2, 60] },
    );
    // 1, 2 and 1 a step, and 2 is the median of the steps.
    expect(weights).toEqual(constant(2));
  });

  it('mixes updates before any rule, an additive one too', async () => {
    const { weights } = await aggregate(
      { aggregation: { preaggregator: { name: 'NNM', numMalicious: 1 } } },
      [constant(1), constant(1), constant(1), constant(60)],
    );
    // The fourth becomes a mean of three as well, itself among them, and has the largest weight.
    const mixed = (1 + 1 + 60) / 3;
    expect(weights[0]).toBeCloseTo((1 + 2 + 3 + 4 * mixed) / 10, 5);
  });

  it('compares updates with the server’s own where the rule asks for it', async () => {
    const { weights, used } = await aggregate(
      { aggregation: { aggregator: { name: 'FLTrust' } } },
      [constant(3), constant(-50)],
      { root: constant(1) },
    );
    expect(weights[0]).toBeCloseTo(1, 5);
    expect(used).toBe(3 * size);
  });

  it('leaves out who points away, tells who, and counts the rest alone', async () => {
    const { weights, excluded } = await aggregate({ screening: { minCosine: 0 } }, [
      constant(1),
      constant(1),
      constant(-9),
      constant(1),
      constant(1),
      constant(1),
    ]);
    expect(weights).toEqual(constant(1));
    expect(excluded).toMatchObject([{ code: 'outlier' }]);
  });

  it('decodes what came compressed', async () => {
    const delta = Float32Array.from({ length: size }, (_, index) => Math.sin(index));
    const { weights } = await aggregate({ compression: { up: stagesOf('int8') } }, [delta, delta]);
    weights.forEach((weight, index) => {
      expect(Math.abs(weight - (delta[index] as number))).toBeLessThanOrEqual(1 / 127 + 1e-6);
    });
  });

  it('hands out a model that is encoded as the run says, and keeps the exact one', async () => {
    const delta = Float32Array.from({ length: size }, (_, index) => Math.sin(index));
    const { weights, iterate, broadcast, checkpoint, frame } = await aggregate(
      { compression: { down: stagesOf('int8') } },
      [delta],
    );
    expect(weights).toEqual(delta);
    expect(iterate ?? checkpoint).toBe(checkpoint);
    const sent = await frame(broadcast ?? '');
    expect(sent.header.encoding).toEqual(stagesOf('int8'));
    expect(
      norm2(sent.weights.values.map((value, index) => value - (delta[index] as number))),
    ).toBeLessThan(0.05);
  });

  it('sends SCAFFOLD’s control variate with the model, counted over all clients of the run', async () => {
    const doubled = [
      ...manifest,
      ...manifest.map(({ name, shape }) => ({ name: `control/${name}`, shape })),
    ];
    const update = new Float32Array(2 * size).fill(1);
    update.fill(0.5, size);
    const { weights, broadcast, frame } = await aggregate(
      { strategy: { name: 'SCAFFOLD' } },
      [update, update],
      { shape: doubled },
    );
    expect(weights).toEqual(constant(1));
    const sent = await frame(broadcast ?? '');
    expect(sent.weights.manifest).toEqual(doubled);
    // Two of four clients: c ← c + ½ · ½.
    expect(sent.weights.values.subarray(size)).toEqual(constant(0.25));
  });

  it('leaves layers where they are that never leave the devices', async () => {
    const { weights } = await aggregate(
      { strategy: { name: 'FedPer', hyperparams: { localLayers: 'head' } } },
      [constant(2, 30)],
      { base: constant(7), shape: manifest.slice(0, 1) },
    );
    expect(weights.subarray(0, 30)).toEqual(constant(9, 30));
    expect(weights.subarray(30)).toEqual(constant(7, 10));
  });
});

describe('a round under central privacy', () => {
  const privacy = {
    mode: 'central' as const,
    ...{ population: 20, delta: 1e-3, epsilonBudget: 1000, clipNorm: 1, noiseMultiplier: 0.05 },
  };
  const strategy = { hyperparams: { weightedBy: 'uniform' } };
  const cohort = { fractionTrain: 0.5 };

  it('clips every update, divides by the number expected, and says what is spent', async () => {
    const long = constant(5);
    const { weights, privacy: charge } = await aggregate({ privacy, strategy, cohort }, [
      long,
      long,
    ]);
    // Each has norm 1 at most after clipping; ten were expected.
    const each = noiseGrid(privacy, size).clipTo / Math.sqrt(size);
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / size;
    expect(Math.abs(mean - (2 * each) / 10)).toBeLessThan((4 * 0.05) / 10 / Math.sqrt(size));
    expect(norm2(weights.map((weight) => weight - mean))).toBeGreaterThan(0);
    expect(charge?.next.epsilon).toBeGreaterThan(charge?.spent.epsilon ?? Number.NaN);
  });

  it('gives noise alone when the coins fell on nobody', async () => {
    const { weights } = await aggregate({ privacy, strategy, cohort }, []);
    expect(norm2(weights)).toBeGreaterThan(0);
    // σ = 0.05 on the sum, ten expected.
    expect(norm2(weights)).toBeLessThan(3 * 0.005 * Math.sqrt(size));
  });
});
