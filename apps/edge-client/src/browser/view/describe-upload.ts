import type { RunOffer } from '@tributary/protocol';
import { formatBytes } from './format.ts';
import type { SharingFact } from './sharing-facts.ts';

/** What becomes of a model's changes on their way out, in the order in which it happens to them. */
export const describeUpload = (runs: readonly RunOffer[]): readonly SharingFact[] => {
  if (runs.length === 0) {
    return [
      {
        title: CHANGES,
        detail:
          'By how much training here moved each weight of the model. Their size is shown here as soon as there is a run.',
      },
    ];
  }
  const most = formatBytes(Math.max(...runs.map(({ updateBytes }) => updateBytes)));
  return [
    {
      title: CHANGES,
      detail: `Up to ${most} after each round: by how much training here moved each weight of the model. ${unique(runs.map(readerSentence)).join(' ')}`,
    },
    ...factOf('Noise', runs.map(noiseSentence)),
    ...factOf('Compression', runs.map(compressionSentence)),
    ...factOf('Beside the changes', runs.map(methodSentence)),
  ];
};

const CHANGES = 'The model’s changes';

const unique = (words: readonly string[]): string[] => [...new Set(words)];

/** One fact of what is to be said of any of the runs; none where there is nothing to say. */
const factOf = (title: string, sentences: readonly (string | null)[]): SharingFact[] => {
  const detail = unique(sentences.filter((sentence) => sentence !== null)).join(' ');
  return detail === '' ? [] : [{ title, detail }];
};

const readerSentence = ({ protection }: RunOffer): string =>
  protection === 'noise-on-device'
    ? 'The coordinator sees them only with the noise on them.'
    : 'The coordinator can read them.';

const noiseSentence = ({ protection }: RunOffer): string | null => {
  switch (protection) {
    case 'noise-on-device':
      return 'Noise is added on this device before the changes leave it.';
    case 'noise-on-coordinator':
      return 'The coordinator limits how far one device can move the model, and adds noise before it hands the next model out.';
    default:
      return null;
  }
};

/** What each stage makes of the changes. */
const stageWords: Readonly<Record<string, string>> = {
  'top-k': 'only the largest ones are sent',
  'low-rank': 'only their broad outline is sent',
  rotate: 'they are mixed by a random rotation',
  float16: 'two bytes for each number',
  int8: 'one byte for each number',
  int4: 'half a byte for each number',
  sign: 'one bit for each number',
  'lloyd-max': 'a few bits for each number',
};

const compressionSentence = ({ compression = [] }: RunOffer): string | null => {
  const stages = compression.filter((name) => name !== 'float32');
  if (stages.length === 0) return null;
  const words = stages.map((name) => stageWords[name] ?? name).join(', ');
  return `The changes are compressed before they leave: ${words}.`;
};

const methodSentence = ({ method }: RunOffer): string | null => {
  switch (method) {
    case 'scaffold':
      return 'As many numbers again say how training here differs from training elsewhere.';
    default:
      return null;
  }
};
