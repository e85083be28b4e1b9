import type { RunOffer } from '@tributary/protocol';
import { useState } from 'react';
import { type AccuracyHistory, recordAccuracy } from '../view/accuracy-history.ts';

/** Remembers the shared model's accuracy by round for as long as the page is open. */
export const useAccuracyHistory = (runs: readonly RunOffer[]): AccuracyHistory => {
  const [history, setHistory] = useState<AccuracyHistory>({});
  const recorded = recordAccuracy(history, runs);
  if (recorded !== history) setHistory(recorded);
  return recorded;
};
