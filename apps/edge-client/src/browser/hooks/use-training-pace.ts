import type { ClientWorkState } from '@tributary/client';
import { useEffect, useState } from 'react';
import { recordPace, type TrainingPace } from '../view/training-pace.ts';

/** How fast this device trains, measured as it goes. @returns examples a second; null before it is known */
export const useTrainingPace = (work: ClientWorkState | null): number | null => {
  const [pace, setPace] = useState<TrainingPace | null>(null);
  useEffect(() => setPace((known) => recordPace(known, work, performance.now())), [work]);
  return pace?.examplesPerSecond ?? null;
};
