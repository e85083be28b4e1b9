import type { UpdateBlocks } from '../update-blocks.ts';

/** @throws {RangeError} when there is nothing to aggregate */
export const requireUpdates = ({ infos }: Pick<UpdateBlocks, 'infos'>): void => {
  if (infos.length === 0) {
    throw new RangeError('There is nothing to aggregate: a rule needs at least one update.');
  }
};
