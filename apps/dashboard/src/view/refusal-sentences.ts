import { type RejectionCode, rejections } from '@tributary/protocol';
import { formatNumber } from './format.ts';
import type { RefusedCounts } from './run-log.ts';

/** Why updates were refused, the most frequent reason first: "16 times: The update moves …". */
export const refusalSentences = (refused: RefusedCounts): string[] =>
  (Object.entries(refused) as [RejectionCode, number][])
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${timesOf(count)}: ${rejections[code].message}`);

/** How many updates were refused in all. */
export const countRefused = (refused: RefusedCounts): number =>
  Object.values(refused).reduce((sum, count) => sum + count, 0);

const timesOf = (count: number): string => (count === 1 ? 'Once' : `${formatNumber(count)} times`);
