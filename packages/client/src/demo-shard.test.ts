import { examplesToIdx } from '@tributary/model-zoo';
import { reject } from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoShard, demoShardBytes } from './demo-shard.ts';
import { runOffer, someExamples } from './testing/fixtures.ts';
import { serve } from './testing/serve.ts';

const NUM_PARTITIONS = 5;
const need = runOffer();

/** Shard k has k + 1 examples. */
const startShardServer = () =>
  serve(({ url = '', headers }, response) => {
    const refuse = (status: number, code: Parameters<typeof reject>[0]) => {
      response.statusCode = status;
      response.end(JSON.stringify(reject(code)));
    };
    if (headers.authorization !== 'Bearer good') return refuse(401, 'bad-token');
    if (url === '/api/runs/run-one/shards') {
      return response.end(JSON.stringify({ numPartitions: NUM_PARTITIONS, largestBytes: 4000 }));
    }
    const [, shard, half] = /shards\/([0-4])\/(images|labels)\.idx$/.exec(url) ?? [];
    if (shard === undefined) return refuse(404, 'not-found');
    const idx = examplesToIdx(someExamples(Number(shard) + 1));
    response.end(half === 'images' ? idx.images : idx.labels);
  });

describe('demoShard', () => {
  let server: Awaited<ReturnType<typeof startShardServer>>;
  beforeAll(async () => {
    server = await startShardServer();
  });
  afterAll(() => server.close());
  const sizeFor = async (key: string, offset = 0) => {
    const examples = await demoShard({ url: server.url, token: 'good', key, offset })(need);
    return examples.numExamples;
  };

  it('gives the same key the same shard, and its neighbours the others', async () => {
    const size = await sizeFor('device');
    expect(await sizeFor('device')).toBe(size);
    const sizes = await Promise.all([0, 1, 2, 3, 4].map((offset) => sizeFor('device', offset)));
    expect(sizes.toSorted()).toEqual([1, 2, 3, 4, 5]);
  });

  it('says how much it brings, beforehand and as it comes', async () => {
    expect(await demoShardBytes({ url: server.url, token: 'good' }, need.runId)).toBe(4000);
    let bytes = 0;
    const provider = demoShard({ url: server.url, token: 'good', key: 'device' });
    const examples = await provider(need, {
      onBytes: (more) => {
        bytes += more;
      },
    });
    const { images, labels } = examplesToIdx(examples);
    expect(bytes).toBe(images.length + labels.length);
  });

  it('spreads keys over the shards', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `device ${index}`);
    expect(new Set(await Promise.all(keys.map((key) => sizeFor(key)))).size).toBe(NUM_PARTITIONS);
  });

  it('says why the coordinator refused', async () => {
    const provider = demoShard({ url: server.url, token: 'bad' });
    await expect(provider(need)).rejects.toThrow(reject('bad-token').message);
  });
});
