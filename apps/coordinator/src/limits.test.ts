import { MAX_LAYERS } from '@tributary/model-zoo';
import { MAX_WEIGHTS } from '@tributary/model-zoo/max-weights';
import { frameBytes } from '@tributary/protocol';
import { expect, it } from 'vitest';
import { defaultLimits } from './limits.ts';

it('takes the weights of the largest model that somebody may bring', () => {
  const tensors = 2 * MAX_LAYERS;
  const size = Math.floor(MAX_WEIGHTS / tensors);
  const manifest = Array.from({ length: tensors }, (_, at) => ({
    name: `${at}`.padStart(100, 'layer'),
    shape: [at === 0 ? MAX_WEIGHTS - (tensors - 1) * size : size],
  }));
  expect(frameBytes('weights', manifest)).toBeLessThanOrEqual(defaultLimits.maxModelBodyBytes);
});
