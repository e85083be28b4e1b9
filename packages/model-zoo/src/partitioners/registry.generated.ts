// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Partitioner } from '../partition.ts';

/** Every partitioner there is, by name. */
export const partitioners = createRegistry<Partitioner>('partitioner', []);
