// Written by `pnpm gen` from the files of this folder; do not edit.
import type { AggregatorRule } from '../aggregator.ts';
import { createRegistry } from '../registry.ts';
import { bulyan } from './bulyan.ts';
import { centeredClipping } from './centered-clipping.ts';
import { coordinateMedian } from './coordinate-median.ts';
import { flTrust } from './fl-trust.ts';
import { geometricMedian } from './geometric-median.ts';
import { krum } from './krum.ts';
import { meamed } from './meamed.ts';
import { minimumDiameterAveraging } from './minimum-diameter-averaging.ts';
import { multiKrum } from './multi-krum.ts';
import { normClipping } from './norm-clipping.ts';
import { trimmedMean } from './trimmed-mean.ts';
import { weightedMean } from './weighted-mean.ts';

/** Every aggregator there is, by name. */
export const aggregators = createRegistry<AggregatorRule>('aggregator', [
  bulyan,
  centeredClipping,
  coordinateMedian,
  flTrust,
  geometricMedian,
  krum,
  meamed,
  minimumDiameterAveraging,
  multiKrum,
  normClipping,
  trimmedMean,
  weightedMean,
]);
