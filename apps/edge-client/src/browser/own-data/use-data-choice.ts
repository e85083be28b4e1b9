import type { OwnData } from '@tributary/local-data';
import { useState } from 'react';
import type { DataChoice } from './data-choice.ts';
import type { DataNeed } from './data-needs.ts';
import { useOwnData } from './use-own-data.ts';

interface DataChoiceState {
  /** False until it is known what the device has kept. */
  readonly isLoaded: boolean;
  readonly canKeep: boolean;
  readonly keeps: boolean;
  readonly data: Readonly<Record<string, OwnData>>;
  readonly isDemo: (need: DataNeed) => boolean;
  readonly isKept: (need: DataNeed) => boolean;
  readonly hasOwn: boolean;
  /** Whether there is something to train on for one of the runs. */
  readonly isReady: boolean;
  /** Runs that ask for data of one's own, and get none. */
  readonly numWithout: number;
}

interface DataChoiceActions extends Pick<ReturnType<typeof useOwnData>[1], 'put' | 'forget'> {
  readonly wishDemo: (need: DataNeed, isDemo: boolean) => void;
  readonly keep: (keeps: boolean) => void;
  /** Keeps what is to be kept. @throws where that fails, most likely for want of room */
  readonly settle: () => Promise<DataChoice>;
}

/** What the person wants to train on, need by need, from what is there and what they say. */
export const useDataChoice = (
  needs: readonly DataNeed[],
): readonly [DataChoiceState, DataChoiceActions] => {
  const [{ kept, data, keptKeys }, { put, forget, settle }] = useOwnData(
    needs.map(({ key }) => key),
  );
  const [wishes, setWishes] = useState<Readonly<Record<string, boolean>>>({});
  const [asksToKeep, keep] = useState<boolean | null>(null);

  const isKept = ({ key }: DataNeed) => keptKeys.includes(key);
  const isDemo = (need: DataNeed) => need.hasDemo && (wishes[need.key] ?? !isKept(need));
  const own = needs.filter((need) => !isDemo(need));
  const ownKeys = own.map(({ key }) => key).filter((key) => data[key] !== undefined);
  const keeps = asksToKeep ?? keptKeys.length > 0;
  const isLoaded = kept !== undefined;
  return [
    {
      ...{ isLoaded, keeps, data, isDemo, isKept },
      canKeep: kept !== undefined && kept !== null,
      hasOwn: own.length > 0,
      isReady:
        needs.length === 0 || (isLoaded && (own.length < needs.length || ownKeys.length > 0)),
      numWithout: own.length - ownKeys.length,
    },
    {
      ...{ put, forget, keep },
      wishDemo: ({ key }, wish) => setWishes((before) => ({ ...before, [key]: wish })),
      settle: async () => {
        if (own.length === 0) return { kind: 'demo' };
        await settle(ownKeys, keeps);
        return { kind: 'own', keys: ownKeys };
      },
    },
  ];
};
