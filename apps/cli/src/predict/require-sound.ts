import type { AskedData } from '@tributary/local-data';
import { DatasetError } from '@tributary/model-zoo';

/** More than a person mends at once. */
const MOST_LISTED = 10;

/**
 * Lets data through that can be asked about.
 * @throws {DatasetError} `bad-format` with the places of the first faults, or where nothing is left to ask about
 */
export const requireSound = (
  { examples, numFaulty, errors }: AskedData,
  path: string,
  leaveOutFaulty: boolean,
): void => {
  const isAny = examples.numExamples > 0;
  if (isAny && (leaveOutFaulty || errors.total === 0)) return;
  const listed = errors.shown.slice(0, MOST_LISTED);
  const more = errors.total - listed.length;
  const lines = [
    ...listed.map(({ message }) => message),
    ...(more > 0 ? [`There are ${more} more faults.`] : []),
    isAny
      ? `Mend ${errors.total === 1 ? 'it' : 'them'}, or go on without what has a fault (${numFaulty}): --leave-out-faulty.`
      : `There is nothing to ask about in ${path}.`,
  ];
  const [first] = listed;
  throw new DatasetError('bad-format', lines.join('\n'), first && { place: first.place });
};
