import { buildStrategy, strategies } from '@tributary/fedavg';
import type { RunConfig } from '@tributary/protocol';
import { countOf, formatBytes, formatDuration, formatNumber } from './format.ts';
import type { WireSizes } from './wire-sizes.ts';

/** What settings come to for the people and devices of a run, each in a sentence or two. */
export interface Effects {
  readonly rounds: string;
  readonly work: string;
  readonly cohort: string;
  readonly deadline: string;
}

/** A device's examples in a reckoning: whoever has more works longer in proportion. */
const EXAMPLES = 100;

/** @param sizes null while they are not known */
export const effectSentences = (config: RunConfig, sizes: WireSizes | null): Effects => ({
  rounds: roundsSentence(config, sizes),
  work: workSentence(config),
  cohort: cohortSentence(config),
  deadline: deadlineSentence(config),
});

const roundsSentence = ({ rounds }: RunConfig, sizes: WireSizes | null): string => {
  const more = 'More rounds make a better model, up to a point, and take longer.';
  return sizes === null
    ? more
    : `A device that takes part in all ${formatNumber(rounds)} receives ${formatBytes(rounds * sizes.downBytes)} and sends ${formatBytes(rounds * sizes.upBytes)}. ${more}`;
};

const workSentence = ({ clientWork: { epochs, batchSize, learningRate } }: RunConfig): string => {
  const steps = Math.ceil(EXAMPLES / batchSize) * epochs;
  return `A device with ${EXAMPLES} examples takes ${countOf(steps, 'step')} of training in a round, each ${formatNumber(learningRate)} times the slope. More steps need fewer rounds, and let devices with unlike data drift apart.`;
};

const cohortSentence = ({ cohort, strategy }: RunConfig): string => {
  const { fractionTrain, minClients } = cohort;
  const who =
    fractionTrain === 1
      ? 'Every device that is connected takes part in each round.'
      : `${formatNumber(fractionTrain * 100)} % of the connected devices take part in a round, at least ${formatNumber(minClients)}.`;
  const start = `The first round begins when ${countOf(minClients, 'device')} ${minClients === 1 ? 'is' : 'are'} there.`;
  return isAsynchronous(strategy.name)
    ? `${start} Devices work at their own pace, and nobody waits for anybody.`
    : `${who} ${start}`;
};

const deadlineSentence = ({ reporting, strategy }: RunConfig): string => {
  const time = formatDuration(reporting.deadlineMs);
  if (isAsynchronous(strategy.name)) {
    return `A device that has not reported after ${time} is not waited for.`;
  }
  return `A round ends when everyone who was asked has reported, and at the latest after ${time}. Then it counts if ${formatNumber(reporting.quorum * 100)} % have; otherwise it is tried again.`;
};

const isAsynchronous = (name: string): boolean =>
  strategies.find(name) !== undefined &&
  buildStrategy({ name, hyperparams: {} }).asynchronous !== undefined;
