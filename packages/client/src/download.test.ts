import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createCheckpointFetcher } from './download.ts';
import { globalModel } from './testing/fixtures.ts';
import { serve } from './testing/serve.ts';

const { digest, frame, values } = globalModel;
const request = { digest, modelBytes: frame.length };
let close = async (): Promise<unknown> => undefined;
afterEach(() => close());

const fetcherFrom = async (answer: RequestListener) => {
  const server = await serve(answer);
  close = server.close;
  return createCheckpointFetcher(server.url);
};

describe('createCheckpointFetcher', () => {
  it('fetches and decodes, once', async () => {
    const paths: (string | undefined)[] = [];
    const fetchCheckpoint = await fetcherFrom(({ url }, response) => {
      paths.push(url);
      response.end(frame);
    });
    let received = 0;
    const onProgress = (newBytes: number) => {
      received += newBytes;
    };
    const first = await fetchCheckpoint({ ...request, onProgress });
    expect(first.ok && first.weights.values).toEqual(values);
    expect(await fetchCheckpoint({ ...request, onProgress })).toEqual(first);
    expect(received).toBe(frame.length);
    expect(paths).toEqual([`/api/checkpoints/${digest}`]);
  });

  it('tries again after a connection that broke', async () => {
    let requests = 0;
    const fetchCheckpoint = await fetcherFrom((_request, response) => {
      requests += 1;
      if (requests > 1) return response.end(frame);
      response.write(frame.subarray(0, 1_000), () => response.destroy());
    });
    expect((await fetchCheckpoint(request)).ok).toBe(true);
    expect(requests).toBe(2);
  });

  it.each([
    ['corrupt', frame.map((byte, index) => (index === frame.length - 1 ? byte ^ 1 : byte))],
    ['corrupt', frame.subarray(0, 1_000)],
    ['too-large', Buffer.concat([frame, new Uint8Array(2_000)])],
  ])('refuses what is %s', async (code, bytes) => {
    const fetchCheckpoint = await fetcherFrom((_request, response) => response.end(bytes));
    expect(await fetchCheckpoint(request)).toMatchObject({ ok: false, code });
  });

  it('stops when it is cancelled', async () => {
    const leaving = new AbortController();
    const fetchCheckpoint = await fetcherFrom(() => leaving.abort());
    await expect(fetchCheckpoint({ ...request, signal: leaving.signal })).rejects.toThrow(/abort/i);
  });
});
