import { expect, it } from 'vitest';
import type { AttemptStory } from './round-story.ts';
import { attemptSentence, lossSummary } from './round-words.ts';

const story: AttemptStory = {
  ...{ attempt: 1, openedAt: 10_000, closedAt: 22_300, deadlineAt: 70_000 },
  ...{ wanted: 4, required: 2, quorumAt: 18_100, ending: 'as-many-as-wanted', lanes: [] },
};

it('says how an attempt ended, and when its quorum came', () => {
  expect(attemptSentence(story, 0)).toBe(
    'Closed after 12.3\u00a0s, because as many as wanted had reported; the quorum of 2 came after 8.1\u00a0s.',
  );
  expect(attemptSentence({ ...story, ending: 'deadline', quorumAt: null }, 0)).toMatch(
    /because its time was over; the quorum of 2 did not come\.$/,
  );
  expect(attemptSentence({ ...story, closedAt: null, ending: null, quorumAt: null }, 15_000)).toBe(
    'Open for 5.0\u00a0s, its deadline is after 1\u00a0min; the quorum of 2 has not come yet.',
  );
  expect(attemptSentence({ ...story, required: 0, quorumAt: null }, 0)).toMatch(/no quorum/);
});

it('sums up who dropped out', () => {
  expect(lossSummary(new Map())).toBe('Nobody');
  expect(
    lossSummary(
      new Map([
        ['declined', ['a', 'b']],
        ['left', ['c']],
      ]),
    ),
  ).toBe('2 declined, 1 went away');
});
