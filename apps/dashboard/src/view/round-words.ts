import type { Tone } from './cohort-rows.ts';
import { formatDuration, formatNumber } from './format.ts';
import type { LossKind } from './round-lanes.ts';
import type { AttemptStory, Ending } from './round-story.ts';

/** What became of a member that did not count, in a word or two. */
export const lossWords: Readonly<
  Record<LossKind, { readonly label: string; readonly tone: Tone }>
> = {
  declined: { label: 'Declined', tone: 'warning' },
  left: { label: 'Went away', tone: 'warning' },
  refused: { label: 'Refused', tone: 'bad' },
  'left-out': { label: 'Left out', tone: 'bad' },
  late: { label: 'Late', tone: 'warning' },
  'not-waited-for': { label: 'Not waited for', tone: 'neutral' },
};

const endings: Readonly<Record<Ending, string>> = {
  'as-many-as-wanted': 'as many as wanted had reported',
  'nobody-left': 'nobody was at work any more',
  deadline: 'its time was over',
  'adaptive-deadline': 'the others were late beside those who had reported',
  stopped: 'the run was stopped',
};

/** An attempt in a sentence: "Closed after 12.3 s, because as many as wanted had reported; the quorum of 3 came after 8.1 s." */
export const attemptSentence = (story: AttemptStory, now: number): string => {
  const { openedAt, closedAt, ending, quorumAt, required, deadlineAt } = story;
  const since = (at: number) => formatDuration(Math.max(0, at - openedAt));
  const quorum =
    quorumAt === null
      ? required > 0
        ? `the quorum of ${formatNumber(required)} ${closedAt === null ? 'has not come yet' : 'did not come'}`
        : 'no quorum is asked for'
      : `the quorum of ${formatNumber(required)} came after ${since(quorumAt)}`;
  if (closedAt === null || ending === null) {
    return `Open for ${since(now)}, its deadline is after ${since(deadlineAt)}; ${quorum}.`;
  }
  return `Closed after ${since(closedAt)}, because ${endings[ending]}; ${quorum}.`;
};

/** "2 declined, 1 went away"; "Nobody" where nobody dropped out. */
export const lossSummary = (losses: ReadonlyMap<LossKind, readonly unknown[]>): string =>
  losses.size === 0
    ? 'Nobody'
    : [...losses]
        .map(
          ([kind, members]) =>
            `${formatNumber(members.length)} ${lossWords[kind].label.toLowerCase()}`,
        )
        .join(', ');
