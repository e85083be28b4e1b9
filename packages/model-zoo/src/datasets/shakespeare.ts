import type { Dataset, Examples, FileSource } from '../dataset.ts';
import { readCharacters } from '../formats/read-characters.ts';
import { readSpeeches } from '../formats/read-speeches.ts';

/** Every character of the file. What is not in it, in other texts, counts as the first. */
const ALPHABET = "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** As McMahan et al. 2017 unroll their LSTM. */
const LENGTH = 80;
/** Whoever says less has too little for windows of both halves. */
const LEAST_CHARACTERS = 2_000;
const TRAIN_FRACTION = 0.8;
const FILE = 'tinyshakespeare-input.txt.gz';

const load =
  (half: 'train' | 'test') =>
  async (source: FileSource): Promise<Examples> => {
    const speakers = readSpeeches(await source(FILE), FILE).filter(
      ({ text }) => text.length >= LEAST_CHARACTERS,
    );
    const sections = speakers.map(({ text }, naturalId) => {
      const cut = Math.floor(text.length * TRAIN_FRACTION);
      return { naturalId, text: half === 'train' ? text.slice(0, cut) : text.slice(cut) };
    });
    return readCharacters(sections, { alphabet: ALPHABET, length: LENGTH });
  };

/**
 * Karpathy's tinyshakespeare by speaker: windows of 80 characters, each labelled with the next one.
 * Natural ids are the speakers who say at least 2,000 characters, in the order in which they first
 * speak. The first 80 % of what each says is for training and the rest for testing, as McMahan et al.
 * 2017 divide the plays; the names that head the speeches are left out.
 */
export const shakespeare: Dataset = {
  name: 'shakespeare',
  title: 'Shakespeare by speaker',
  description: 'What about a hundred characters of Shakespeare’s plays say, letter by letter.',
  licence: 'public domain',
  size: { train: 9_123, test: 2_248 },
  homepage: 'https://github.com/karpathy/char-rnn',
  featureShape: [LENGTH],
  featureKind: 'tokens',
  numClasses: ALPHABET.length,
  classNames: [...ALPHABET],
  naturalUnit: 'speaker',
  files: [
    {
      name: FILE,
      sha256: 'bed00f18e91cda6838950656f0a95e07e0f4dbe8649a4b959f7602a7e53fbc6e',
      mirrors: [],
      folder: 'shakespeare',
      unpacked: {
        name: 'input.txt',
        sha256: '86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed',
        mirrors: [
          'https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt',
        ],
      },
    },
  ],
  loadTrain: load('train'),
  loadTest: load('test'),
};
