import type { RunOffer } from '@tributary/protocol';
import { describeUpload } from './describe-upload.ts';
import { formatCount } from './format.ts';
import { describeTraffic, describeTrafficOfAll } from './run-traffic.ts';

/** One line of the promise: a few words, then the particulars. */
export interface SharingFact {
  readonly title: string;
  readonly detail: string;
}

interface SharingFacts {
  readonly leaves: readonly SharingFact[];
  readonly stays: readonly SharingFact[];
  readonly costs: readonly SharingFact[];
  readonly leaving: string;
}

const describeMetrics = (runs: readonly RunOffer[]): string => {
  const exact = runs.some(({ protection = 'none' }) => protection !== 'none');
  return `How many examples and training steps, how long they took, and loss and accuracy before and after.${exact ? ' No noise is added to these.' : ''}`;
};

const describeOwnModel = (runs: readonly RunOffer[]): SharingFact[] => {
  const uses = (name: string) => runs.some(({ method }) => method === name);
  const sentences = [
    uses('local-layers') &&
      'Some layers of the model are this device’s own: they are trained here and never sent.',
    uses('ditto') && 'A personal model is trained here beside the shared one and never sent.',
  ].filter((sentence) => sentence !== false);
  return sentences.length === 0
    ? []
    : [{ title: 'A model of its own', detail: sentences.join(' ') }];
};

/** The size of data, which is the choice of the next step, is told there. */
const trafficOf = (runs: readonly RunOffer[]): string => {
  const [run] = runs;
  if (run === undefined) return 'The model comes down and the changes go up, once per round.';
  const sizes = runs.length === 1 ? describeTraffic(run) : describeTrafficOfAll(runs);
  return `${sizes} Wi-Fi is best, and you can set a limit.`;
};

const LONG_RUN_ROUNDS = 100;

/** What can be said beforehand: how fast this device is shows only when it trains. */
const describeTime = (runs: readonly RunOffer[]): string => {
  const most = Math.max(0, ...runs.map(({ rounds, round }) => rounds - round));
  const extent =
    most === 0
      ? ''
      : ` There ${most === 1 ? 'is 1 round' : `are ${formatCount(most)} rounds`} to go${most > LONG_RUN_ROUNDS ? ', which can take hours' : ''}.`;
  return `It works while this page is open, also in the background: seconds to minutes in each round, with waits in between.${extent} How fast your device is shows in its first round.`;
};

/** What a device gives, keeps and spends in these runs; said before anyone joins. */
export const sharingFacts = (runs: readonly RunOffer[]): SharingFacts => ({
  leaves: [
    ...describeUpload(runs),
    { title: 'A few numbers about the training', detail: describeMetrics(runs) },
    {
      title: 'The kind of device',
      detail:
        'Such as “Chrome on Android”, and how it computes. As on any web page, your network address is visible.',
    },
  ],
  stays: [
    {
      title: 'The data itself',
      detail:
        'What your device learns from is read on this device and stays on it. You choose it in the next step.',
    },
    ...describeOwnModel(runs),
    {
      title: 'Everything of yours',
      detail:
        'Nothing is read but what you choose: no other photos or files, no contacts, no location. In this browser the page keeps a random id and the numbers that this device needs for its next round.',
    },
  ],
  costs: [
    {
      title: 'Battery',
      detail:
        'While it trains it computes at full power, like a game does; while it waits it uses next to nothing. Plug in if you can: you can make it work only while charging.',
    },
    { title: 'Data', detail: trafficOf(runs) },
    {
      title: 'Time',
      detail: describeTime(runs),
    },
  ],
  leaving:
    'Press Leave or close the page, at any moment; Pause rests without leaving. Rounds that were counted stay in the model; nothing more is sent. You get a receipt of what you gave.',
});
