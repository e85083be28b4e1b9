import type { RunConfig } from '@tributary/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { notStarted, type RehearsalState, reduceRehearsal, started } from './rehearsal-state.ts';
import { startTryOut } from './start-try-out.ts';
import type { ExampleSource } from './try-out-messages.ts';

export interface RehearsalHandle {
  readonly state: RehearsalState;
  /** What was tried out, to compare with what the settings are by now. */
  readonly config: RunConfig | null;
  start(config: RunConfig, source: ExampleSource): void;
  cancel(): void;
}

/** A dry run in a worker of its own; it ends with the page that shows it. */
export const useRehearsal = (): RehearsalHandle => {
  const [state, setState] = useState(notStarted);
  const [config, setConfig] = useState<RunConfig | null>(null);
  const end = useRef<() => void>(undefined);
  const stop = useCallback(() => {
    end.current?.();
    end.current = undefined;
  }, []);
  useEffect(() => stop, [stop]);
  return {
    ...{ state, config },
    start: (chosen, source) => {
      stop();
      setConfig(chosen);
      setState(started);
      end.current = startTryOut({ type: 'rehearse', config: chosen, source }, (news) => {
        setState((before) => reduceRehearsal(before, news));
        if (news.type === 'done' || news.type === 'failed') stop();
      });
    },
    cancel: () => {
      stop();
      setState(notStarted);
    },
  };
};
