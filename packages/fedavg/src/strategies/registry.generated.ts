// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '../registry.ts';
import type { Strategy } from '../strategy.ts';
import { fedAdam } from './fed-adam.ts';
import { fedAvgM } from './fed-avg-m.ts';
import { fedAvg } from './fed-avg.ts';

/** Every strategy there is, by name. */
export const strategies = createRegistry<Strategy>('strategy', [fedAdam, fedAvgM, fedAvg]);
