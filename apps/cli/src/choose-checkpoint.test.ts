import type { Checkpoint } from '@tributary/protocol';
import { expect, it } from 'vitest';
import { chooseCheckpoint } from './choose-checkpoint.ts';

const digestOf = (round: number): Checkpoint['digest'] =>
  `sha256:${String(round).padStart(64, '0')}` as Checkpoint['digest'];
const checkpoint = (round: number, changes: Partial<Checkpoint> = {}): Checkpoint => ({
  ...{ round, digest: digestOf(round), kept: true, pinned: false, current: false },
  ...{ bytes: 10, accuracy: null, loss: null, createdAt: 0 },
  ...changes,
});
const checkpoints = [
  checkpoint(4, { kept: false, bytes: 0 }),
  checkpoint(3),
  checkpoint(2, { current: true }),
];

it.each([
  ['latest', 3],
  ['current', 2],
  [2, 2],
  [digestOf(3), 3],
])('finds the model that is called %s', (name, round) => {
  expect(chooseCheckpoint(checkpoints, name).round).toBe(round);
});

it('says which models there are instead', () => {
  expect(() => chooseCheckpoint(checkpoints, 4)).toThrow(
    'The model of round 4 is not kept. Those of these rounds are: 3, 2.',
  );
  expect(() => chooseCheckpoint(checkpoints, digestOf(4))).toThrow(
    `The model ${digestOf(4)} is not kept.`,
  );
  expect(() => chooseCheckpoint(checkpoints.slice(0, 2), 'current')).toThrow('take the latest');
  expect(() => chooseCheckpoint([], 'latest')).toThrow('The run has no model yet.');
});
