import { deriveSeed } from '@tributary/fedavg';
import { type Examples, examplesFromIdx, publicDataset } from '@tributary/model-zoo';
import { describeRejection, type Rejection, shardsSchema } from '@tributary/protocol';
import { fetchChecked } from './fetch-checked.ts';
import type { DataListener, DataNeed } from './ports.ts';

/**
 * How much a device downloads at most that takes a demo shard of the run; null where the coordinator does not say.
 * @throws if it refuses or cannot be reached.
 */
export const demoShardBytes = async (
  { url, token }: Pick<DemoShardOptions, 'url' | 'token'>,
  runId: string,
): Promise<number | null> => {
  const answer = await fetchChecked(new URL(`/api/runs/${runId}/shards`, url), { token });
  return shardsSchema.parse(await requireResponse(answer).json()).largestBytes ?? null;
};

/** Where demo data comes from, and which part of it. */
export interface DemoShardOptions {
  /** The coordinator's address. */
  readonly url: string;
  /** From a join link. */
  readonly token: string;
  /** Tells this device from others, so that it gets the same shard again. Random without it. */
  readonly key?: string;
  /** Takes so many shards further, so that clients that share a key differ. */
  readonly offset?: number;
}

/**
 * Stands in for a device's own data: one partition of a public data set, handed out by the
 * coordinator as idx files.
 * @throws (when asked) if the coordinator refuses, cannot be reached or sends no such data.
 */
export const demoShard = ({
  url,
  token,
  key,
  offset = 0,
}: DemoShardOptions): ((need: DataNeed, listener?: DataListener) => Promise<Examples>) => {
  const first = deriveSeed(0, key ?? String(crypto.getRandomValues(new Uint32Array(2))));
  const get = async (path: string): Promise<Response> =>
    requireResponse(await fetchChecked(new URL(path, url), { token }));
  return async (need, { onBytes } = { onBytes: () => {} }) => {
    const dataset = publicDataset(need.task.dataset);
    const getBytes = async (path: string) => {
      const bytes = new Uint8Array(await (await get(path)).arrayBuffer());
      onBytes(bytes.length);
      return bytes;
    };
    const shards = `/api/runs/${need.runId}/shards`;
    const { numPartitions } = shardsSchema.parse(await (await get(shards)).json());
    const partition = `${shards}/${(first + offset) % numPartitions}`;
    const [images, labels] = await Promise.all([
      getBytes(`${partition}/images.idx`),
      getBytes(`${partition}/labels.idx`),
    ]);
    const layout = {
      images: 'images.idx',
      labels: 'labels.idx',
      ...dataset,
    };
    return examplesFromIdx({ images, labels }, layout);
  };
};

const requireResponse = (answer: Response | Rejection): Response => {
  if (answer instanceof Response) return answer;
  throw new Error(describeRejection(answer));
};
