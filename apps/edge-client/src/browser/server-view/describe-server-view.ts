import type { MadeUpdate } from '@tributary/client';
import type { RunOffer } from '@tributary/protocol';
import { formatBytes, formatCount, formatPercent } from '../view/format.ts';
import { locale } from '../view/locale.ts';
import type { UpdatePicture } from './update-picture.ts';

interface ServerView {
  /** What is done before it leaves, and what that is worth. */
  readonly protects: readonly string[];
  readonly doesNot: readonly string[];
  /** Rows of a table: what, as training gave it, as it leaves. */
  readonly figures: readonly (readonly [what: string, raw: string, sent: string])[];
}

const threeDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });

interface Seen {
  readonly update: Pick<MadeUpdate, 'upload'> & { readonly frame: Pick<Uint8Array, 'length'> };
  readonly picture: UpdatePicture;
  readonly protection: RunOffer['protection'];
}

/** In plain words what the coordinator can make of an update, and what it cannot. */
export const describeServerView = ({ update, picture, protection }: Seen): ServerView => ({
  protects: [
    'It sees how the model changed. Your examples themselves are not in it, and never left this device.',
    ...noiseSentences(update, picture),
    ...compressionSentences(update, picture),
    ...(protection === 'noise-on-coordinator'
      ? [
          'The coordinator has promised to limit this update and to add noise before it hands out the next model. That protects you from everyone who sees the model, if it keeps its word.',
        ]
      : []),
  ],
  doesNot: [
    update.upload.noise === null
      ? 'This very update can be read by the coordinator. Changes can give something away: with effort, features of the examples, or whether one was among them.'
      : 'One update says little; many of one device say more. The run’s budget limits how many there are.',
    'The coordinator knows which device sent it, and when.',
  ],
  figures: [
    ['Length (L2 norm)', ...both(picture, ({ norm }) => threeDigits.format(norm))],
    [
      'Values that are not zero',
      ...both(picture, ({ numZeros }) => formatCount(picture.numValues - numZeros)),
    ],
    ['Bytes', formatBytes(4 * picture.numValues), formatBytes(update.frame.length)],
    [
      'Likeness of the two',
      '',
      picture.cosine === null ? '–' : formatPercent(Math.max(0, picture.cosine)),
    ],
  ],
});

const both = (
  { raw, sent }: UpdatePicture,
  words: (side: UpdatePicture['raw']) => string,
): [string, string] => [words(raw), words(sent)];

const noiseSentences = (
  { upload: { noise } }: Seen['update'],
  { raw }: UpdatePicture,
): string[] => {
  if (noise === null) return [];
  const { clipNorm, noiseMultiplier } = noise;
  const clipped =
    raw.norm > clipNorm
      ? `It was scaled down from length ${threeDigits.format(raw.norm)} to ${threeDigits.format(clipNorm)}`
      : `It is shorter than the limit of ${threeDigits.format(clipNorm)} and was not scaled down`;
  return [
    `${clipped}. Then random noise was added to every value, with a standard deviation of ${threeDigits.format(clipNorm * noiseMultiplier)}. The noise was made on this device and nobody can take it out again.`,
  ];
};

const compressionSentences = (
  { upload: { stages } }: Seen['update'],
  { sent, numValues }: UpdatePicture,
): string[] => {
  if (stages.every(({ name }) => name === 'float32')) return [];
  const left = 1 - sent.numZeros / numValues;
  return [
    `It was made smaller (${stages.map(({ name }) => name).join(', ')})${left < 0.995 ? `: ${formatPercent(left)} of the values are not zero` : ''}. That saves data; it is no protection to rely on.`,
  ];
};
