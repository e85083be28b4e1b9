import type { RunConfig } from '@tributary/protocol';
import type { RoundRecord } from '@tributary/rounds';
import { useMemo, useRef } from 'react';
import { emptyTally, type RunTally, tallyClients } from '../view/client-tally.ts';

/** What each client has done; a round that is committed costs that round only. */
export const useTally = (
  history: readonly RoundRecord[],
  work: RunConfig['clientWork'],
): RunTally => {
  const before = useRef(emptyTally);
  return useMemo(() => {
    before.current = tallyClients(history, work, before.current);
    return before.current;
  }, [history, work]);
};
