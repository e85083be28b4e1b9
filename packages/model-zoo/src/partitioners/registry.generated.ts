// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Partitioner } from '../partition.ts';
import { continuousPartitioner } from './continuous-partitioner.ts';
import { dirichletPartitioner } from './dirichlet-partitioner.ts';
import { distributionPartitioner } from './distribution-partitioner.ts';
import { exponentialPartitioner } from './exponential-partitioner.ts';
import { groupedNaturalIdPartitioner } from './grouped-natural-id-partitioner.ts';
import { iidPartitioner } from './iid-partitioner.ts';
import { innerDirichletPartitioner } from './inner-dirichlet-partitioner.ts';
import { linearPartitioner } from './linear-partitioner.ts';
import { naturalIdPartitioner } from './natural-id-partitioner.ts';
import { pathologicalPartitioner } from './pathological-partitioner.ts';
import { shardPartitioner } from './shard-partitioner.ts';
import { sizePartitioner } from './size-partitioner.ts';
import { squarePartitioner } from './square-partitioner.ts';
import { verticalEvenPartitioner } from './vertical-even-partitioner.ts';

/** Every partitioner there is, by name. */
export const partitioners = createRegistry<Partitioner>('partitioner', [
  continuousPartitioner,
  dirichletPartitioner,
  distributionPartitioner,
  exponentialPartitioner,
  groupedNaturalIdPartitioner,
  iidPartitioner,
  innerDirichletPartitioner,
  linearPartitioner,
  naturalIdPartitioner,
  pathologicalPartitioner,
  shardPartitioner,
  sizePartitioner,
  squarePartitioner,
  verticalEvenPartitioner,
]);
