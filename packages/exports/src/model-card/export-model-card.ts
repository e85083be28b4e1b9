import { type ExportedFile, fileStem, textFile } from '../exported-file.ts';
import type { ModelCard } from './model-card.ts';
import { modelCardMarkdown } from './model-card-markdown.ts';

interface CardFormat {
  readonly title: string;
  /** One sentence for whoever chooses. */
  readonly description: string;
  write(card: ModelCard): ExportedFile;
}

const stemOf = ({ run, round }: ModelCard): string => `${fileStem(run)}-round-${round}-card`;

/** What a model card can be written as. */
export const cardFormats = {
  markdown: {
    title: 'Model card (Markdown)',
    description: 'A page to read; what it is for and its limits are left for you to fill in.',
    write: (card) => textFile(`${stemOf(card)}.md`, 'text/markdown', modelCardMarkdown(card)),
  },
  json: {
    title: 'Model card (JSON)',
    description: 'The same facts for programs.',
    write: (card) =>
      textFile(`${stemOf(card)}.json`, 'application/json', `${JSON.stringify(card, null, 2)}\n`),
  },
} as const satisfies Record<string, CardFormat>;

export type CardFormatName = keyof typeof cardFormats;

/** A model card as a file. */
export const exportModelCard = (format: CardFormatName, card: ModelCard): ExportedFile =>
  cardFormats[format].write(card);
