import type { Dataset, Examples, FileSource } from '../dataset.ts';
import { gzippedFile } from '../formats/gzipped-file.ts';
import { halvesOf, holdOut } from '../formats/hold-out.ts';
import { readLabelledLines } from '../formats/read-labelled-lines.ts';
import { joinExamples, withNaturalId } from '../join-examples.ts';

const FOLDER = 'sentiment-uci-3domains';
/** The longest sentence has 477 characters. */
const MAX_LENGTH = 480;
/** Fixed, so that every machine has the same halves. */
const SEED = 4;

const files = [
  gzippedFile('amazon_cells_labelled.txt', {
    folder: FOLDER,
    plain: '47003fc0a0d4840b00e96e715b6189bad09e7443a3da41c4cbe12ffc79f86ae3',
    gzipped: 'bb45f1b55a250c929818d0bff4ff3dcbf49db5b6575a46263797aa1ad71deaff',
  }),
  gzippedFile('imdb_labelled.txt', {
    folder: FOLDER,
    plain: 'aef2e49e3da25714d61175e3a6e68eeef74a20a2f914318dc3be9947ea86512d',
    gzipped: '00b370f80fb3afc4439442d69677bffe3508882a51143111da9c54a4748c8903',
  }),
  gzippedFile('yelp_labelled.txt', {
    folder: FOLDER,
    plain: 'c76468b7b5c6e56a0804d728345c5f84aa2142ddb214420f61cc9cfd4c00d2ea',
    gzipped: '60960019a272af9de5af6ad2ca9a07d44d8b9e46404e4a485f93c22d91f53824',
  }),
];

const loadAll = async (source: FileSource): Promise<Examples> =>
  joinExamples(
    await Promise.all(
      files.map(async ({ name }, domain) => {
        const options = { classes: ['0', '1'], maxLength: MAX_LENGTH };
        return withNaturalId(readLabelledLines(await source(name), options, name), domain);
      }),
    ),
  );

/**
 * Sentiment Labelled Sentences (Kotzias et al. 2015): 1,000 sentences from each of three sites, half of
 * them positive. A fifth of each site's and class's sentences is drawn for the test half.
 */
export const sentiment3Domains: Dataset = {
  name: 'sentiment-3-domains',
  title: 'Reviews from three sites',
  description: 'Sentences from reviews of products, films and restaurants, of praise or of blame.',
  licence: 'CC BY 4.0; cite Kotzias et al. 2015',
  size: { train: 2_400, test: 600 },
  homepage: 'https://archive.ics.uci.edu/dataset/331/sentiment+labelled+sentences',
  featureShape: [MAX_LENGTH],
  featureKind: 'text',
  numClasses: 2,
  classNames: ['negative', 'positive'],
  naturalUnit: 'site',
  naturalNames: ['amazon.com (products)', 'imdb.com (films)', 'yelp.com (restaurants)'],
  files,
  ...halvesOf(loadAll, ({ labels, naturalIds = new Int32Array(labels.length) }) =>
    holdOut(
      naturalIds.map((domain, row) => 2 * domain + (labels[row] as number)),
      { testFraction: 0.2, seed: SEED },
    ),
  ),
};
