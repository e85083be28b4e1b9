import { badFormat, quoteFound } from './bad-format.ts';
import { decodeText } from './decode-text.ts';

/** All that one speaker says, speeches in their order, each ended by `\n`. */
export interface SpeakerText {
  readonly speaker: string;
  readonly text: string;
}

/**
 * Reads a play: speeches with blank lines between them, each headed by a line `SPEAKER:`, which is no
 * part of what is said.
 * @param file its name, for the messages
 * @returns the speakers in the order in which they first speak
 * @throws {DatasetError} `bad-format`, with file and line, for a speech without a speaker, and what
 * {@link decodeText} refuses.
 */
export const readSpeeches = (bytes: Uint8Array, file: string): SpeakerText[] => {
  const spoken = new Map<string, string[]>();
  let current: string[] | undefined;
  decodeText(bytes, file)
    .split('\n')
    .forEach((text, index) => {
      if (text.trim() === '') {
        current = undefined;
        return;
      }
      if (current) {
        current.push(text);
        return;
      }
      const speaker = /^(\S.*):$/.exec(text)?.[1];
      if (speaker === undefined) {
        throw badFormat(
          { file, line: index + 1 },
          `found ${quoteFound(text)}, expected a speaker's name and a colon`,
        );
      }
      current = spoken.get(speaker) ?? [];
      spoken.set(speaker, current);
    });
  return [...spoken].map(([speaker, lines]) => ({
    speaker,
    text: lines.map((line) => `${line}\n`).join(''),
  }));
};
