import type { Contribution } from '@tributary/client';
import { rejections } from '@tributary/protocol';
import { countOf, formatBytes, formatPercentChange } from './format.ts';

/** One line of the list of contributions. */
interface ContributionLine {
  readonly label: string;
  readonly tone: 'good' | 'neutral' | 'bad';
  /** What was sent, or why it did not count. */
  readonly detail: string;
}

const describeAccepted = ({ numExamples, payloadBytes, metrics }: Contribution): string => {
  const change = accuracyChange({ metrics });
  return [
    countOf(numExamples, 'image'),
    ...(change === null ? [] : [`${change} here`]),
    `${formatBytes(payloadBytes)} sent`,
  ].join(' · ');
};

const explanation = ({ code, message }: Contribution): string =>
  message ?? (code !== undefined && code in rejections ? rejections[code].message : '');

/**
 * The model's accuracy on this device's own images before and after training, "61.2 → 90.1 %";
 * null when it was not measured.
 */
export const accuracyChange = ({ metrics }: Pick<Contribution, 'metrics'>): string | null =>
  metrics?.accuracyBefore === undefined || metrics.accuracyAfter === undefined
    ? null
    : formatPercentChange(metrics.accuracyBefore, metrics.accuracyAfter);

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
