import { averageVectors } from './average-vectors.ts';
import { clipVectors } from './clip-vectors.ts';
import type { Golden, GoldenCheck } from './golden.ts';
import { optimizerVectors } from './optimizer-vectors.ts';
import { privacyVectors } from './privacy-vectors.ts';
import { robustVectors } from './robust-vectors.ts';

export type { Golden, GoldenCheck } from './golden.ts';

/** Every published vector that applies here. The same list runs in Node and in a browser. */
export const goldenChecks = (golden: Golden): GoldenCheck[] => [
  ...averageVectors(golden),
  ...optimizerVectors(golden),
  ...robustVectors(golden),
  ...clipVectors(golden),
  ...privacyVectors(golden),
];
