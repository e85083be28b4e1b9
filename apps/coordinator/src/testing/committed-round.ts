import type { RoundRecord } from '@tributary/rounds';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** What a round may leave behind. */
export const committedRound: RoundRecord = {
  ...{ round: 1, attempt: 1, accuracy: null, loss: null, spent: null, cohort: {} },
  ...{ checkpoint: digest('a'), iterate: digest('a'), broadcast: digest('a') },
  ...{ optimizerState: null, clipNorm: null, bytesUp: 0, bytesDown: 0 },
  ...{ openedAt: 1, closedAt: 2, aggregatedAt: 3, committedAt: 4 },
};
