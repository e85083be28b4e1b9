import type { RunOffer } from '@tributary/protocol';
import { useState } from 'react';
import { recordScores, type ScoreHistory } from '../view/score-history.ts';

/** Remembers how good the shared model was by round for as long as the page is open. */
export const useScoreHistory = (runs: readonly RunOffer[]): ScoreHistory => {
  const [history, setHistory] = useState<ScoreHistory>({});
  const recorded = recordScores(history, runs);
  if (recorded !== history) setHistory(recorded);
  return recorded;
};
