import { expect, it } from 'vitest';
import { checkpointLabel } from './checkpoint-label.ts';

const untested = { round: 3, accuracy: null, loss: null, current: false };

it('names a checkpoint by its round and what is known of it', () => {
  expect(checkpointLabel({ ...untested, round: 0 })).toBe('Round 0 (untrained)');
  expect(checkpointLabel(untested)).toBe('Round 3');
  expect(checkpointLabel({ ...untested, accuracy: 0.973, loss: 0.1, current: true })).toBe(
    'Round 3, 97.3\u00a0%, current',
  );
  expect(checkpointLabel({ ...untested, loss: 0.5 })).toBe('Round 3, loss 0.500');
});
