import { type DataProvider, demoShard } from '@tributary/client';
import type { DataChoice } from './data-choice.ts';

interface OpenDataOptions {
  readonly choice: DataChoice;
  readonly url: string;
  readonly token: string;
  /** Tells this client from others, the same after a reload; undefined where nothing can be kept. */
  readonly key: string | undefined;
}

/** Where training finds the examples that were chosen. */
export const openData = ({ choice, url, token, key }: OpenDataOptions): DataProvider => {
  switch (choice.kind) {
    case 'demo':
      return demoShard({ url, token, ...(key !== undefined && { key }) });
  }
};
