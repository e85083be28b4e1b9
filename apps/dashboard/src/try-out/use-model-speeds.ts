import type { ModelInput, ModelSpec } from '@tributary/model-zoo';
import type { ModelSpeed } from '@tributary/simulator/browser';
import { useCallback, useEffect, useRef, useState } from 'react';
import { startTryOut } from './start-try-out.ts';

export interface ModelSpeeds {
  /** How many of the models have been measured. */
  readonly count: number;
  /** Of a model, wherever it stands in the list by now. */
  of(model: ModelSpec): ModelSpeed | undefined;
  readonly isMeasuring: boolean;
  readonly problem: string | null;
  measure(models: readonly ModelSpec[]): void;
}

const none: ReadonlyMap<string, ModelSpeed> = new Map();

const keyOf = (model: ModelSpec): string => JSON.stringify(model);

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
    ...{ count: speeds.size, isMeasuring, problem },
    of: (model) => speeds.get(keyOf(model)),
    measure: (models) => {
      stop();
      setSpeeds(none);
      setProblem(null);
      setMeasuring(true);
      end.current = startTryOut({ type: 'time', models, input }, (news) => {
        if (news.type === 'speed') {
          const { speed } = news;
          const key = keyOf(models[speed.index] as ModelSpec);
          setSpeeds((before) => new Map([...before, [key, speed]]));
          return;
        }
        if (news.type === 'failed') setProblem(news.message);
        stop();
      });
    },
  };
};
