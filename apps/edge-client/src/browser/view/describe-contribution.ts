import type { Contribution } from '@tributary/client';
import { rejections } from '@tributary/protocol';
import { countOf, formatBytes, formatErrorChange, formatPercentChange } from './format.ts';

/** One line of the list of contributions. */
interface ContributionLine {
  readonly label: string;
  readonly tone: 'good' | 'neutral' | 'bad';
  /** What was sent, or why it did not count. */
  readonly detail: string;
}

const describeAccepted = ({ numExamples, payloadBytes, metrics }: Contribution): string => {
  const change = scoreChange({ metrics });
  return [
    countOf(numExamples, 'example'),
    ...(change === null
      ? []
      : [change.isShare ? `${change.text} here` : `error ${change.text} here`]),
    `${formatBytes(payloadBytes)} sent`,
  ].join(' · ');
};

const explanation = ({ code, message }: Contribution): string =>
  message ?? (code !== undefined && code in rejections ? rejections[code].message : '');

interface ScoreChange {
  /** Whether it is a share of right answers; otherwise the typical error of numbers. */
  readonly isShare: boolean;
  /** e.g. "61.2 → 90.1 %" */
  readonly text: string;
}

/** How good the model was on this device's own examples before and after training; null if unknown. */
export const scoreChange = ({ metrics }: Pick<Contribution, 'metrics'>): ScoreChange | null => {
  const { accuracyBefore, accuracyAfter, lossBefore, lossAfter } = metrics ?? {};
  if (accuracyBefore !== undefined && accuracyAfter !== undefined) {
    return { isShare: true, text: formatPercentChange(accuracyBefore, accuracyAfter) };
  }
  return lossBefore === undefined || lossAfter === undefined
    ? null
    : { isShare: false, text: formatErrorChange(lossBefore, lossAfter) };
};

export const describeContribution = (contribution: Contribution): ContributionLine => {
  switch (contribution.outcome) {
    case 'accepted':
      return { label: 'Counted', tone: 'good', detail: describeAccepted(contribution) };
    case 'refused':
      return { label: 'Not counted', tone: 'bad', detail: explanation(contribution) };
    case 'closed':
      return {
        label: 'Too late',
        tone: 'neutral',
        detail: 'The round closed before this device was done. The next one is a new chance.',
      };
    case 'paused':
      return {
        label: 'Given up',
        tone: 'neutral',
        detail: 'This device paused while it worked on it. The others went on without it.',
      };
    case 'failed':
      return { label: 'Failed here', tone: 'bad', detail: explanation(contribution) };
  }
};

/** The sum of what was accepted: for the thanks at the end. */
export const summariseContributions = (contributions: readonly Contribution[]) => {
  const accepted = contributions.filter(({ outcome }) => outcome === 'accepted');
  return {
    acceptedCount: accepted.length,
    trainedExamples: accepted.reduce((sum, { numExamples }) => sum + numExamples, 0),
  };
};
