import { z } from 'zod';
import { defineAttack, type LabelList } from '../attack.ts';

/**
 * y → K − 1 − y: the labels of the first class become the last's, and so on. Numbers are turned about the
 * middle of their range: y → min + max − y. A new list.
 */
export const flipLabels = <Labels extends LabelList>(
  labels: Labels,
  numClasses: number,
): Labels => {
  const ends = labels instanceof Float32Array ? lowest(labels) + highest(labels) : numClasses - 1;
  return labels.map((label) => ends - label) as Labels;
};

const lowest = (values: Float32Array): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const highest = (values: Float32Array): number =>
  values.reduce((a, b) => Math.max(a, b), -Infinity);

export const labelFlip = defineAttack({
  name: 'LabelFlip',
  summary: 'Trains on examples whose labels are turned round.',
  paper: 'Biggio et al. 2012, Poisoning Attacks against Support Vector Machines',
  formula: 'y → K − 1 − y',
  params: z.object({}),
  poisonLabels: flipLabels,
});
