import { describe, expect, it } from 'vitest';
import type { Examples } from '../dataset.ts';
import { readLabelledLines, readLinesOfClass } from './read-labelled-lines.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const options = { classes: ['bad', 'good'], maxLength: 6 };
const read = (text: string) => readLabelledLines(utf8(text), options, 'a.txt');

const textsOf = ({ features, featureShape: [length = 0] }: Examples) =>
  Array.from({ length: features.length / length }, (_, row) =>
    String.fromCodePoint(...features.subarray(row * length, (row + 1) * length)),
  );

describe('readLabelledLines', () => {
  it('reads texts as code points, filled up or cut, and their classes', () => {
    const examples = read('fine\tgood \r\n\r\n😀😀 a\tb c d\tbad\n');
    expect(examples).toMatchObject({ numExamples: 2, featureShape: [6] });
    expect(textsOf(examples)).toEqual(['fine\0\0', '😀😀 a\tb']);
    expect(examples.labels).toEqual(Int32Array.of(1, 0));
  });

  it('names the line without a label', () => {
    expect(() => read('fine\tgood\n\nwell\n')).toThrow(
      'a.txt, line 3: found no label; expected a text, a tab and one of "bad", "good".',
    );
  });

  it('names the line whose label is no class', () => {
    expect(() => read('fine\tgood\nwell\tso-so\n')).toThrow(
      'a.txt, line 2, column "label": found "so-so", expected one of "bad", "good".',
    );
    expect(() => read('fine\t\n')).toThrow(/line 1, column "label": found nothing/);
  });

  it('names the line without a text', () => {
    expect(() => read('fine\tgood\n \tgood\n')).toThrow(
      'a.txt, line 2, column "text": found nothing, expected a text.',
    );
  });

  it('refuses what is empty or no text', () => {
    expect(() => read('\n')).toThrow('a.txt: the file is empty.');
    const bytes = Uint8Array.of(...utf8('fine\tgood\n'), 0xff);
    expect(() => readLabelledLines(bytes, options, 'a.txt')).toThrow(/^a\.txt, line 2: /);
  });
});

describe('readLinesOfClass', () => {
  it('gives every line the label of the file', () => {
    const examples = readLinesOfClass(utf8('one\n\ntwo \n'), { label: 3, maxLength: 3 }, 'a.pos');
    expect(textsOf(examples)).toEqual(['one', 'two']);
    expect(examples.labels).toEqual(Int32Array.of(3, 3));
    expect(() => readLinesOfClass(utf8(''), { label: 0, maxLength: 3 }, 'a.pos')).toThrow(/a\.pos/);
  });
});
