import type { Dataset, Examples, FileSource } from '../dataset.ts';
import { halvesOf, holdOut } from '../formats/hold-out.ts';
import { readLinesOfClass } from '../formats/read-labelled-lines.ts';
import { readZip } from '../formats/read-zip.ts';
import { joinExamples } from '../join-examples.ts';

const FILE = 'sentence_polarity.zip';
/** The longest sentence has 267 characters. */
const MAX_LENGTH = 300;
/** Fixed, so that every machine has the same halves. */
const SEED = 4;

const loadAll = async (source: FileSource): Promise<Examples> => {
  const zip = await source(FILE);
  const read = (ending: string, label: number) => {
    const member = `sentence_polarity/rt-polarity.${ending}`;
    const options = { label, maxLength: MAX_LENGTH };
    return readLinesOfClass(readZip(zip, member, FILE), options, member);
  };
  return joinExamples([read('neg', 0), read('pos', 1)]);
};

/**
 * Sentence polarity (Pang & Lee 2005): 5,331 + 5,331 sentences of film reviews. It has no test half of
 * its own; a fifth of each class is drawn for it, 1,066 + 1,066.
 */
export const rtPolarity: Dataset = {
  name: 'rt-polarity',
  title: 'Film reviews, sentence by sentence',
  description: 'Sentences from film reviews, each of praise or of blame.',
  licence: 'CC BY 4.0',
  size: { train: 8_530, test: 2_132 },
  homepage: 'https://www.cs.cornell.edu/people/pabo/movie-review-data/',
  featureShape: [MAX_LENGTH],
  featureKind: 'text',
  numClasses: 2,
  classNames: ['negative', 'positive'],
  files: [
    {
      name: FILE,
      sha256: '6e1ed4405b65c7eabf1d199a7f7c437091ac21da0ea7467b410a74062574566b',
      mirrors: [],
      folder: 'sentiment-rt-polarity',
    },
  ],
  ...halvesOf(loadAll, ({ labels }) =>
    holdOut(Int32Array.from(labels), { testFraction: 0.2, seed: SEED }),
  ),
};
