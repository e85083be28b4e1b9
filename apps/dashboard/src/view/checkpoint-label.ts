import type { Checkpoint } from '@tributary/protocol';
import { formatScore } from './score.ts';

/** A checkpoint in a list of choices: its round, how good it is, and whether it is the current one. */
export const checkpointLabel = (
  checkpoint: Pick<Checkpoint, 'round' | 'accuracy' | 'loss' | 'current'>,
): string => {
  const { round, accuracy, loss, current } = checkpoint;
  const name = round === 0 ? 'Round 0 (untrained)' : `Round ${round}`;
  const score = accuracy === null && loss === null ? '' : `, ${formatScore(checkpoint)}`;
  return `${name}${score}${current ? ', current' : ''}`;
};
