import { type DataProvider, demoShard } from '@tributary/client';
import { splitExamples } from '@tributary/local-data';
import type { DataChoice } from './data-choice.ts';
import { dataKeyOf } from './data-needs.ts';
import { heldData, holdData } from './held-data.ts';
import { openKeptData } from './kept-data.ts';
import { SPLIT_SEED } from './split-seed.ts';

interface OpenDataOptions {
  readonly choice: DataChoice;
  readonly url: string;
  readonly token: string;
  /** Tells this client from others, the same after a reload; undefined where nothing can be kept. */
  readonly key: string | undefined;
  /** Which of this browser's clients it is; undefined where tabs cannot agree on that. */
  readonly slot: string | undefined;
}

/** Where training finds the examples that were chosen. */
export const openData = ({ choice, url, token, key, slot }: OpenDataOptions): DataProvider => {
  const shard = demoShard({ url, token, ...(key !== undefined && { key }) });
  if (choice.kind === 'demo') return shard;
  return async (need, listener) => {
    const dataKey = dataKeyOf(need.task.dataset);
    if (!choice.keys.includes(dataKey) && typeof need.task.dataset === 'string')
      return shard(need, listener);
    const data = heldData(dataKey) ?? (await loadKept(dataKey, slot));
    if (data === undefined) {
      throw new RangeError(
        'This run asks for data of your own that are not on this page. Leave, and choose them.',
      );
    }
    const { train, validation } = splitExamples(data.examples, {
      validationShare: data.validationShare,
      seed: SPLIT_SEED,
    });
    return validation === undefined ? train : { train, validation };
  };
};

const loadKept = async (key: string, slot: string | undefined) => {
  if (slot === undefined) return undefined;
  const data = await (await openKeptData(slot))?.load(key);
  if (data !== undefined) holdData(key, data);
  return data;
};
