import type { LoggedEvent } from '@tributary/protocol';
import { useEffect, useMemo, useState } from 'react';
import { type EventFilter, isFiltering, matches, seqRange } from '../view/event-filter.ts';
import type { RunLog } from '../view/run-log.ts';

export interface FilteredEvents {
  readonly count: number;
  /** The newest first. */
  readonly at: (index: number) => LoggedEvent;
  /** Whether older events are still being looked through. */
  readonly isSearching: boolean;
}

interface Search {
  readonly filter: EventFilter;
  readonly range: readonly [number, number];
  /** The seqs that match, newest first, as far as it has looked back. */
  readonly found: readonly number[];
  readonly isDone: boolean;
}

const SLICE_MS = 8;

/** The events that pass a filter, looked for little by little from the newest on: there may be a million. */
export const useFilteredEvents = (log: RunLog, filter: EventFilter): FilteredEvents => {
  const { seq, commits, events, devices, state } = log;
  const rounds = state.history.length;
  const [first, last] = seqRange(filter, { seq, commits, rounds });
  const searches = isFiltering(filter);
  const [search, setSearch] = useState<Search | null>(null);
  useEffect(() => {
    if (!searches) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let next = last;
    const found: number[] = [];
    const work = () => {
      const until = performance.now() + SLICE_MS;
      for (; next >= first && performance.now() < until; next--) {
        const logged = events[next - 1];
        if (logged && matches(logged, filter, devices)) found.push(next);
      }
      const isDone = next < first;
      setSearch({ filter, range: [first, last], found: [...found], isDone });
      if (!isDone) timer = setTimeout(work, 0);
    };
    work();
    return () => clearTimeout(timer);
  }, [searches, filter, first, last, events, devices]);
  return useMemo(() => {
    if (!searches) {
      return {
        count: Math.max(0, last - first + 1),
        at: (index) => events[last - 1 - index] as LoggedEvent,
        isSearching: false,
      };
    }
    const found = search?.filter === filter ? search.found : [];
    return {
      count: found.length,
      at: (index) => events[(found[index] as number) - 1] as LoggedEvent,
      isSearching: search?.filter !== filter || !search.isDone,
    };
  }, [searches, search, filter, first, last, events]);
};
