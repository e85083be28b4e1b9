import type { RunOffer } from '@tributary/protocol';
import { describeDemoData } from './describe-demo-data.ts';
import { describeRun } from './describe-run.ts';
import { describeUpload } from './describe-upload.ts';

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

const unique = (words: readonly string[]): string => [...new Set(words)].join(', ');

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

const describeTraffic = (runs: readonly RunOffer[]): string =>
  runs.length === 0
    ? 'The model comes down and the changes go up, once per round.'
    : `Up to ${unique(runs.map((run) => describeRun(run).wholeTraffic))} if your device is in every round. Wi-Fi is best.`;

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
    { title: 'The data itself', detail: `This page is a demonstration. ${describeDemoData(runs)}` },
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
      detail: 'Training computes at full power, like a game does. Plug in if you can.',
    },
    { title: 'Data', detail: describeTraffic(runs) },
    {
      title: 'Time',
      detail: 'It works only while this page is open, in short bursts with waits in between.',
    },
  ],
  leaving:
    'Press Leave or close the page, at any moment. Rounds that were counted stay in the model; nothing more is sent.',
});
