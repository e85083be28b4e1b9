// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '../registry.ts';
import type { Strategy } from '../strategy.ts';
import { bulyan } from './bulyan.ts';
import { ditto } from './ditto.ts';
import { fedAdagrad } from './fed-adagrad.ts';
import { fedAdam } from './fed-adam.ts';
import { fedAsync } from './fed-async.ts';
import { fedAvgM } from './fed-avg-m.ts';
import { fedAvg } from './fed-avg.ts';
import { fedBuff } from './fed-buff.ts';
import { fedDyn } from './fed-dyn.ts';
import { fedMedian } from './fed-median.ts';
import { fedNova } from './fed-nova.ts';
import { fedPer } from './fed-per.ts';
import { fedProx } from './fed-prox.ts';
import { fedRep } from './fed-rep.ts';
import { fedTrimmedAvg } from './fed-trimmed-avg.ts';
import { fedYogi } from './fed-yogi.ts';
import { krum } from './krum.ts';
import { multiKrum } from './multi-krum.ts';
import { qFedAvg } from './q-fed-avg.ts';
import { scaffold } from './scaffold.ts';

/** Every strategy there is, by name. */
export const strategies = createRegistry<Strategy>('strategy', [
  bulyan,
  ditto,
  fedAdagrad,
  fedAdam,
  fedAsync,
  fedAvgM,
  fedAvg,
  fedBuff,
  fedDyn,
  fedMedian,
  fedNova,
  fedPer,
  fedProx,
  fedRep,
  fedTrimmedAvg,
  fedYogi,
  krum,
  multiKrum,
  qFedAvg,
  scaffold,
]);
