import { z } from 'zod';
import { defineAttack, type LabelList } from '../attack.ts';

/** y → K − 1 − y: the labels of the first class become the last's, and so on. A new list. */
export const flipLabels = <Labels extends LabelList>(labels: Labels, numClasses: number): Labels =>
  labels.map((label) => numClasses - 1 - label) as Labels;

export const labelFlip = defineAttack({
  name: 'LabelFlip',
  summary: 'Trains on examples whose labels are turned round.',
  paper: 'Biggio et al. 2012, Poisoning Attacks against Support Vector Machines',
  formula: 'y → K − 1 − y',
  params: z.object({}),
  poisonLabels: flipLabels,
});
