import { describe, expect, it } from 'vitest';
import { readSpeeches } from './read-speeches.ts';

const read = (text: string) => readSpeeches(new TextEncoder().encode(text), 'play.txt');

describe('readSpeeches', () => {
  it('puts together what each speaker says', () => {
    expect(
      read('First Citizen:\nSpeak.\nThus:\n\n\nAll:\nSpeak, speak!\n\nFirst Citizen:\nNo.\n'),
    ).toEqual([
      { speaker: 'First Citizen', text: 'Speak.\nThus:\nNo.\n' },
      { speaker: 'All', text: 'Speak, speak!\n' },
    ]);
  });

  it('names the line at which a speech has no speaker', () => {
    expect(() => read('All:\nSpeak!\n\nNo colon\nhere:\n')).toThrow(
      `play.txt, line 4: found "No colon", expected a speaker's name and a colon.`,
    );
    expect(() => read('')).toThrow('play.txt: the file is empty.');
  });
});
