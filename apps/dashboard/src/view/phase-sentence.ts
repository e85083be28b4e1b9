import type { RunConfig } from '@tributary/protocol';
import {
  bufferedDigests,
  membersAtWork,
  type RunState,
  reportedMembers,
  requiredReports,
} from '@tributary/rounds';
import { countOf, formatNumber } from './format.ts';

export interface PhaseSentence {
  /** What the run is doing, in one short sentence without a full stop. */
  readonly headline: string;
  /** What follows from it; null when there is nothing to add. */
  readonly detail: string | null;
}

/** What a run is doing now, in plain words. */
export const phaseSentence = (state: RunState, config: RunConfig): PhaseSentence => {
  const done = state.history.length;
  switch (state.status) {
    case 'created':
      return sentence('Not started yet', 'Start the run when its clients may begin.');
    case 'paused':
      return sentence(`Paused after ${done} of ${countOf(config.rounds, 'round')}`, null);
    case 'completed':
      return sentence(completedWords(done, config), null);
    case 'stopped':
      return sentence(`Stopped after ${done} of ${countOf(config.rounds, 'round')}`, null);
    case 'failed':
      return sentence(
        `Failed in round ${formatNumber(state.round)} of ${formatNumber(config.rounds)}`,
        null,
      );
    case 'pausing': {
      const { headline } = roundSentence(state, config);
      return sentence(headline, 'The run pauses when this round is over.');
    }
    case 'running':
      return roundSentence(state, config);
  }
};

/** A run that has no privacy left to spend ends before its last round. */
const completedWords = (done: number, { rounds }: RunConfig): string => {
  if (done < rounds) return `Ended after ${done} of ${countOf(rounds, 'round')}`;
  return rounds === 1 ? 'The round is done' : `All ${formatNumber(rounds)} rounds are done`;
};

const sentence = (headline: string, detail: string | null): PhaseSentence => ({ headline, detail });

const roundSentence = (state: RunState, config: RunConfig): PhaseSentence => {
  const { phase, round, attempt } = state;
  const inRound = `Round ${formatNumber(round)} of ${formatNumber(config.rounds)}`;
  switch (phase.name) {
    case 'idle':
      return sentence(inRound, null);
    case 'waiting': {
      const missing = config.cohort.minClients - Object.keys(state.clients).length;
      return sentence(
        missing > 0 ? `Waiting for ${countOf(missing, 'more client')}` : 'Drawing the next cohort',
        `${inRound} begins when ${countOf(config.cohort.minClients, 'client')} ${config.cohort.minClients === 1 ? 'is' : 'are'} connected.`,
      );
    }
    case 'reporting': {
      const { wanted, cohort } = phase;
      const required = requiredReports(wanted, config);
      const asked = Object.keys(cohort).length;
      const counts = [
        ...(attempt > 1 ? [`Attempt ${attempt}.`] : []),
        `The round counts when ${required} of ${wanted} report.`,
        ...(asked > wanted ? [`${asked} were asked, and the slowest are not waited for.`] : []),
      ];
      return sentence(
        `${inRound}: ${reportedMembers(cohort).length} of ${wanted} reported`,
        counts.join(' '),
      );
    }
    case 'buffering': {
      const atWork = state.flight ? membersAtWork(state.flight).length : 0;
      return sentence(
        `${inRound}: ${bufferedDigests(state).length} of ${countOf(state.flight?.bufferSize ?? 0, 'update')}`,
        `${countOf(atWork, 'client')} ${atWork === 1 ? 'is' : 'are'} at work, each on the newest model that there was. Nobody is waited for.`,
      );
    }
    case 'aggregating':
      return sentence(
        `${inRound}: averaging ${countOf(reportedMembers(phase.cohort).length, 'update')}`,
        null,
      );
    case 'evaluating':
      return sentence(`${inRound}: testing the new model`, null);
  }
};
