import { denseDelta } from '@tributary/fedavg';
import { type Digest, encodeFrame } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { createMemoryBlobs } from '../testing/memory-blobs.ts';
import { fakeDigest, testConfig } from '../testing/random-run.ts';
import { aggregateRound } from './aggregate-round.ts';
import { cosinesTo } from './cosines.ts';

const compare = (vectors: readonly (readonly number[])[], aggregate: number[], moves = 1e9) =>
  cosinesTo({
    updates: vectors.map((_, index) => ({ digest: fakeDigest(index), numExamples: 1 })),
    aggregate: Float32Array.from(aggregate),
    moves,
    read: async ({ digest }) =>
      denseDelta(Float32Array.from(vectors[Number.parseInt(digest.slice(-4), 16)] as number[])),
  }).then((cosines) => vectors.map((_, index) => cosines[fakeDigest(index)]));

describe('cosinesTo', () => {
  it('tells who points with the others, across and against them, and leaves out who points nowhere', async () => {
    const vectors = [
      [1, 1],
      [300, 400],
      [1, -1],
      [-2, -2],
      [0, 0],
    ];
    expect(await compare(vectors, [1, 1])).toEqual([1, 0.9899, 0, -1, undefined]);
  });

  it('goes over blocks, and by what moves the model only', async () => {
    const long = Float32Array.from({ length: 20_000 }, (_, index) => Math.sin(index));
    const turned = Array.from(long, (value, index) => (index < 10_000 ? value : -value));
    expect(await compare([turned], [...long], 10_000)).toEqual([1]);
    expect(Math.abs((await compare([turned], [...long]))[0] as number)).toBeLessThan(0.01);
  });
});

describe('aggregateRound', () => {
  const manifest = [{ name: 'w', shape: [2] }];
  const fold = async (
    changes: Partial<Parameters<typeof testConfig>[0]> = {},
    compareThem?: boolean,
  ) => {
    const blobs = createMemoryBlobs();
    const put = (kind: 'weights' | 'delta', ...values: number[]): Promise<Digest> =>
      blobs.put(encodeFrame(kind, { manifest, values: Float32Array.from(values) }));
    const updates = [await put('delta', 3, 4), await put('delta', 3, 4), await put('delta', -4, 3)];
    const result = await aggregateRound(
      {
        config: testConfig(changes),
        ...{ round: 1, openings: 1, numClients: 3, clipNorm: null, optimizerState: null },
        ...(compareThem !== undefined && { compare: compareThem }),
        updates: updates.map((digest) => ({ digest, numExamples: 1, norm: 5 })),
        base: await put('weights', 0, 0),
      },
      { blobs, spool: blobs },
    );
    return { result, updates };
  };

  it('compares updates with the aggregate where it is asked to, and says the same model either way', async () => {
    const { result, updates } = await fold({}, true);
    const [first, , odd] = updates as [Digest, Digest, Digest];
    expect(result.cosines).toEqual({ [first]: 0.8944, [odd]: 0.4472 });
    const { result: plain } = await fold();
    expect(plain).toEqual({ ...result, cosines: undefined });
  });

  it('says nothing of single updates where privacy is promised', async () => {
    const privacy = {
      ...testConfig().privacy,
      ...{ mode: 'local', clipNorm: 1, noiseMultiplier: 1, delta: 1e-5, epsilonBudget: 1e6 },
    };
    const { result } = await fold({ privacy: privacy as never }, true);
    expect(result).not.toHaveProperty('cosines');
    expect(result.privacy).toBeDefined();
  });
});
