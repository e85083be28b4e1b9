/** What is looked for: event numbers from `first` to `last` that pass `passes`. */
interface Range {
  readonly first: number;
  readonly last: number;
}

/** A search through numbered events from the newest to the oldest, that goes on where it stopped as newer ones come. */
export interface EventSearch {
  /** Looks on until `isTimeUp` says so. @returns whether all have been looked at */
  advance(last: number, isTimeUp: () => boolean): boolean;
  /** What has been found so far, the newest first; stays as it is while the search goes on. */
  found(): { readonly count: number; readonly at: (index: number) => number };
}

/** @param passes whether the event with this number is wanted */
export const createEventSearch = (
  { first, last }: Range,
  passes: (seq: number) => boolean,
): EventSearch => {
  /** Found among those that came after the search had begun, the oldest first. */
  const newer: number[] = [];
  /** Found on the way back, the newest first. */
  const older: number[] = [];
  let [newest, oldest] = [last, last + 1];
  return {
    advance: (end, isTimeUp) => {
      for (; newest < end && !isTimeUp(); newest++) {
        if (passes(newest + 1)) newer.push(newest + 1);
      }
      for (; newest >= end && oldest > first && !isTimeUp(); oldest--) {
        if (passes(oldest - 1)) older.push(oldest - 1);
      }
      return newest >= end && oldest <= first;
    },
    found: () => {
      const ahead = newer.length;
      return {
        count: ahead + older.length,
        at: (index) => (index < ahead ? newer[ahead - 1 - index] : older[index - ahead]) as number,
      };
    },
  };
};
