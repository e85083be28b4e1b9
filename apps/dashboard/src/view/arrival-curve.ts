import type { AttemptStory } from './round-story.ts';

/** How many updates had come by when. */
export interface ArrivalPoint {
  /** Seconds since the attempt opened. */
  readonly seconds: number;
  readonly reported: number;
}

/** From the opening, with nothing, to the close or to now. */
export const arrivalCurve = (story: AttemptStory, now: number): ArrivalPoint[] => {
  const { openedAt, closedAt, lanes } = story;
  const secondsOf = (at: number) => Math.max(0, at - openedAt) / 1000;
  const arrivals = lanes
    .flatMap(({ arrival }) => (arrival === null ? [] : [secondsOf(arrival.at)]))
    .sort((a, b) => a - b)
    .map((seconds, index) => ({ seconds, reported: index + 1 }));
  const end = Math.max(secondsOf(closedAt ?? now), arrivals.at(-1)?.seconds ?? 0);
  return [{ seconds: 0, reported: 0 }, ...arrivals, { seconds: end, reported: arrivals.length }];
};
