// Written by `pnpm gen` from the files of this folder; do not edit.
import type { AggregatorRule } from '../aggregator.ts';
import { createRegistry } from '../registry.ts';
import { weightedMean } from './weighted-mean.ts';

/** Every aggregator there is, by name. */
export const aggregators = createRegistry<AggregatorRule>('aggregator', [weightedMean]);
