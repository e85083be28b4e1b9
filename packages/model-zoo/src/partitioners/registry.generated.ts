// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Partitioner } from '../partition.ts';
import { dirichletPartitioner } from './dirichlet-partitioner.ts';
import { iidPartitioner } from './iid-partitioner.ts';
import { naturalIdPartitioner } from './natural-id-partitioner.ts';
import { shardPartitioner } from './shard-partitioner.ts';

/** Every partitioner there is, by name. */
export const partitioners = createRegistry<Partitioner>('partitioner', [
  dirichletPartitioner,
  iidPartitioner,
  naturalIdPartitioner,
  shardPartitioner,
]);
