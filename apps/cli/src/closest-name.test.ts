import { expect, it } from 'vitest';
import { closestName } from './closest-name.ts';

const names = ['mcmahan-2nn-iid', 'mcmahan-2nn-non-iid', 'shakespeare-lora', 'heart-disease'];

it.each([
  ['mcmahan-2nn-idd', 'mcmahan-2nn-iid'],
  ['mcmahan-2nn-noniid', 'mcmahan-2nn-non-iid'],
  ['Heart_Disease', 'heart-disease'],
  ['shakespeare', 'shakespeare-lora'],
])('takes %s for %s', (given, meant) => {
  expect(closestName(given, names)).toBe(meant);
});

it.each(['cifar', 'my-config.json', '', 'mcmahan'])('has no guess for %j', (given) => {
  expect(closestName(given, names)).toBeUndefined();
});
