import { averageVectors } from './average-vectors.ts';
import type { Golden, GoldenCheck } from './golden.ts';

export type { Golden, GoldenCheck } from './golden.ts';

/** Every published vector that applies here. The same list runs in Node and in a browser. */
export const goldenChecks = (golden: Golden): GoldenCheck[] => [...averageVectors(golden)];
