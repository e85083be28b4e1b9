import { buildStrategy, strategies } from '@tributary/fedavg';
import type { RunConfig } from '@tributary/protocol';
import { formatNumber } from './format.ts';
import { isLossy, pipelineWords } from './pipeline-words.ts';

/** What the coordinator gets to see of a client under a run's settings, and what it never does. */
export interface ServerView {
  readonly sees: readonly string[];
  readonly never: readonly string[];
}

type Seen = Pick<RunConfig, 'privacy' | 'compression' | 'strategy'>;

export const serverSees = ({ privacy, compression, strategy }: Seen): ServerView => ({
  sees: [
    updateSentence({ privacy, compression }),
    privacy.mode === 'local'
      ? 'That a device took part, and on which backend. How many examples it has and how well it did, it does not tell: every device counts as one.'
      : 'How many examples each device trained on, its loss and accuracy there, how long it took, and on which backend.',
    ...(keepsVariates(strategy.name)
      ? [
          `With ${strategy.name}, also what each device keeps of its own direction, in the same form as its update.`,
        ]
      : []),
    'That a device is there: its key, its name, its address on the network, when it comes and goes.',
  ],
  never: [
    'The data itself. It is read on the device, and no message of the protocol has room for it.',
    ...(privacy.mode === 'local' ? ['An update without its noise.'] : []),
  ],
});

const updateSentence = ({ privacy, compression }: Omit<Seen, 'strategy'>): string => {
  const shortened = isLossy(compression.up)
    ? ` What is left of it after ${pipelineWords(compression.up)}, that is.`
    : '';
  switch (privacy.mode) {
    case 'none':
      return `The update of every single device: how its data would change the model. Somebody who studies one can learn something about that data.${shortened}`;
    case 'central':
      return `The update of every single device, before it cuts it to a length of ${formatNumber(privacy.clipNorm)} and adds noise to the sum. The models that it hands out tell little of any one device; the coordinator itself must be trusted.${shortened}`;
    case 'local':
      return `The update of every single device, cut to a length of ${formatNumber(privacy.clipNorm)} and under noise of ${formatNumber(privacy.noiseMultiplier)} times that, which the device itself adds: one update by itself tells little.${shortened}`;
  }
};

/** The name may be one that is being typed, or a newer coordinator's. */
const keepsVariates = (name: string): boolean =>
  strategies.find(name) !== undefined &&
  buildStrategy({ name, hyperparams: {} }).sharedVariate !== undefined;
