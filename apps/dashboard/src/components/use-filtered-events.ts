import type { LoggedEvent } from '@tributary/protocol';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type EventFilter, isFiltering, matches, seqRange } from '../view/event-filter.ts';
import { createEventSearch, type EventSearch } from '../view/event-search.ts';
import type { RunLog } from '../view/run-log.ts';

export interface FilteredEvents {
  readonly count: number;
  /** The newest first. */
  readonly at: (index: number) => LoggedEvent;
  /** Whether older events are still being looked through. */
  readonly isSearching: boolean;
}

/** A search and what it goes through; another filter begins another one. */
interface Begun {
  readonly search: EventSearch;
  readonly filter: EventFilter;
  readonly first: number;
  readonly events: RunLog['events'];
  readonly devices: RunLog['devices'];
}

interface Found {
  readonly filter: EventFilter;
  readonly found: ReturnType<EventSearch['found']>;
  readonly isDone: boolean;
}

const SLICE_MS = 8;

/** The events that pass a filter, looked for little by little from the newest on: there may be a million. */
export const useFilteredEvents = (log: RunLog, filter: EventFilter): FilteredEvents => {
  const { seq, commits, events, devices, state } = log;
  const rounds = state.history.length;
  const [first, last] = seqRange(filter, { seq, commits, rounds });
  const searches = isFiltering(filter);
  const begun = useRef<Begun>(undefined);
  const [shown, setShown] = useState<Found | null>(null);
  useEffect(() => {
    if (!searches) return;
    const wanted = { filter, first, events, devices };
    const search = goesOn(begun.current, wanted)
      ? begun.current.search
      : createEventSearch({ first, last }, (at) => {
          const logged = events[at - 1];
          return logged !== undefined && matches(logged, filter, devices);
        });
    begun.current = { ...wanted, search };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const work = () => {
      const until = performance.now() + SLICE_MS;
      const isDone = search.advance(last, () => performance.now() >= until);
      setShown({ filter, found: search.found(), isDone });
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
    if (shown?.filter !== filter) return { count: 0, at: noEvent, isSearching: true };
    const { found, isDone } = shown;
    return {
      count: found.count,
      at: (index) => events[found.at(index) - 1] as LoggedEvent,
      isSearching: !isDone,
    };
  }, [searches, shown, filter, first, last, events]);
};

const noEvent = (index: number): LoggedEvent => {
  throw new RangeError(`There is no event ${index} yet.`);
};

/** A list of events grows in place, so the same list is the same log. */
const goesOn = (begun: Begun | undefined, wanted: Omit<Begun, 'search'>): begun is Begun =>
  begun !== undefined &&
  begun.filter === wanted.filter &&
  begun.first === wanted.first &&
  begun.events === wanted.events &&
  begun.devices === wanted.devices;
