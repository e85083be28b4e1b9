import { expect, it } from 'vitest';
import { exampleConfig, exampleEvents, exampleStart, logged } from '../testing/example-run.ts';
import { arrivalCurve } from './arrival-curve.ts';
import { roundStory } from './round-story.ts';
import { appendToLog, emptyRunLog } from './run-log.ts';

const storyOf = (events: number, round: number) => {
  const log = appendToLog(emptyRunLog, logged(exampleEvents.slice(0, events)), exampleConfig);
  const [story] = roundStory(log, round, exampleConfig);
  if (story === undefined) throw new Error('The example has such a round.');
  return story;
};

it('counts the updates since the opening, up to the close', () => {
  expect(arrivalCurve(storyOf(9, 1), Number.NaN).map(Object.values)).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [3, 3],
  ]);
});

it('goes on until now while it is open', () => {
  expect(arrivalCurve(storyOf(5, 1), exampleStart + 8_000).map(Object.values)).toEqual([
    [0, 0],
    [1, 1],
    [5, 1],
  ]);
});
