import type { ModelInput, ModelSpec } from '@tributary/model-zoo';
import type { ModelSpeed } from '@tributary/simulator/browser';
import { useCallback, useEffect, useRef, useState } from 'react';
import { startTryOut } from './start-try-out.ts';

export interface ModelSpeeds {
  /** By the model's place in the list that was measured. */
  readonly speeds: ReadonlyMap<number, ModelSpeed>;
  readonly isMeasuring: boolean;
  readonly problem: string | null;
  measure(models: readonly ModelSpec[]): void;
}

const none: ReadonlyMap<number, ModelSpeed> = new Map();

/** How fast models train in this browser, once somebody wants to know. */
export const useModelSpeeds = (input: ModelInput): ModelSpeeds => {
  const [speeds, setSpeeds] = useState(none);
  const [isMeasuring, setMeasuring] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const end = useRef<() => void>(undefined);
  const stop = useCallback(() => {
    end.current?.();
    end.current = undefined;
    setMeasuring(false);
  }, []);
  useEffect(() => () => end.current?.(), []);
  return {
    ...{ speeds, isMeasuring, problem },
    measure: (models) => {
      stop();
      setSpeeds(none);
      setProblem(null);
      setMeasuring(true);
      end.current = startTryOut({ type: 'time', models, input }, (news) => {
        if (news.type === 'speed') {
          setSpeeds((before) => new Map([...before, [news.speed.index, news.speed]]));
          return;
        }
        if (news.type === 'failed') setProblem(news.message);
        stop();
      });
    },
  };
};
