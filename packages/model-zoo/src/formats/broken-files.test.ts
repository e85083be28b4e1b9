import { describe, expect, it } from 'vitest';
import type { DataPlace } from '../dataset-error.ts';
import { DatasetError } from '../dataset-error.ts';
import { encodeIdx } from '../idx.ts';
import { examplesFromIdx, type IdxPair } from '../idx-examples.ts';
import { readCifar } from './read-cifar.ts';
import { readLabelledLines } from './read-labelled-lines.ts';
import { readSpeeches } from './read-speeches.ts';
import { readTable, type TableSchema } from './read-table.ts';
import { readWindows } from './read-windows.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

interface Case {
  readonly what: string;
  readonly read: () => unknown;
  readonly place: DataPlace;
}

const idx = (changes: Partial<IdxPair> & { readonly numClasses?: number }): (() => unknown) => {
  const images = encodeIdx({ shape: [3, 2, 2], data: new Uint8Array(12) });
  const labels = encodeIdx({ shape: [3], data: Uint8Array.of(0, 1, 2) });
  const layout = { images: 'images', labels: 'labels', featureShape: [2, 2, 1], numClasses: 3 };
  const { numClasses = 3, ...files } = changes;
  return () => examplesFromIdx({ images, labels, ...files }, { ...layout, numClasses });
};
const images = encodeIdx({ shape: [3, 2, 2], data: new Uint8Array(12) });

const idxCases: Case[] = [
  {
    what: 'pictures that are no idx file',
    read: idx({ images: Uint8Array.of(0x1f, 0x8b, 8, 0) }),
    place: { file: 'images' },
  },
  {
    what: 'pictures that end within the third',
    read: idx({ images: images.subarray(0, -1) }),
    place: { file: 'images', row: 3 },
  },
  {
    what: 'pictures that end within the first',
    read: idx({ images: images.subarray(0, 17) }),
    place: { file: 'images', row: 1 },
  },
  {
    what: 'pictures that end within the header',
    read: idx({ images: images.subarray(0, 9) }),
    place: { file: 'images' },
  },
  {
    what: 'pictures with more than the header says',
    read: idx({ images: Uint8Array.of(...images, 0) }),
    place: { file: 'images' },
  },
  {
    what: 'pictures of another size',
    read: idx({ images: encodeIdx({ shape: [3, 4], data: new Uint8Array(12) }) }),
    place: { file: 'images' },
  },
  {
    what: 'a label that is no class',
    read: idx({ numClasses: 2 }),
    place: { file: 'labels', row: 3, column: 'label' },
  },
  {
    what: 'a label for a position that is no class',
    read: idx({ labels: encodeIdx({ shape: [3, 2], data: Uint8Array.of(0, 0, 0, 9, 0, 0) }) }),
    place: { file: 'labels', row: 2, column: 'label' },
  },
  {
    what: 'a number to be predicted that is none',
    read: idx({ labels: encodeIdx({ shape: [3], data: Float32Array.of(1, Number.NaN, 2) }) }),
    place: { file: 'labels', row: 2, column: 'label' },
  },
  {
    what: 'fewer labels than pictures',
    read: idx({ labels: encodeIdx({ shape: [2], data: Uint8Array.of(0, 1) }) }),
    place: { file: 'labels', row: 3 },
  },
  {
    what: 'fewer pictures than labels',
    read: idx({ images: encodeIdx({ shape: [1, 2, 2], data: new Uint8Array(4) }) }),
    place: { file: 'images', row: 2 },
  },
];

const picture = (label: number) => [label, ...new Uint8Array(3072)];
const cifar = (bytes: Uint8Array) => () => readCifar(bytes, 10, 'batch.bin');
const cifarCases: Case[] = [
  {
    what: 'a picture that is cut off',
    read: cifar(Uint8Array.of(...picture(1), ...picture(2).slice(0, 9))),
    place: { file: 'batch.bin', row: 2 },
  },
  {
    what: 'a label that is no class',
    read: cifar(Uint8Array.of(...picture(1), ...picture(10))),
    place: { file: 'batch.bin', row: 2, column: 'label' },
  },
  { what: 'nothing', read: cifar(new Uint8Array()), place: { file: 'batch.bin' } },
];

const schema: TableSchema = {
  columns: [
    { name: 'age', kind: 'number', range: [0, 120] },
    { name: 'sex', kind: 'category', categories: ['female', 'male'] },
  ],
  target: { column: 'ill', classes: [['no'], ['yes']] },
  naturalKey: 'clinic',
};
/** The same file with commas and with tabs; the fourth line is the third row. */
const tables = (what: string, lines: readonly string[], place: Omit<DataPlace, 'file'>): Case[] =>
  [',', '\t'].map((delimiter) => {
    const file = delimiter === ',' ? 'people.csv' : 'people.tsv';
    const text = ['age,sex,clinic,ill', '63,male,1,no', ...lines].join('\n');
    const bytes = utf8(text.replaceAll(',', delimiter));
    return {
      what,
      read: () => readTable(bytes, { ...schema, delimiter, strict: true }, file),
      place: { file, ...place },
    };
  });
const tableCases: Case[] = [
  ...tables('a row with too few cells', ['', '41,female,1'], { line: 4 }),
  ...tables('a row with too many cells', ['', '41,female,1,no,5'], { line: 4 }),
  ...tables('a cell that is no number', ['', 'old,male,1,no'], { line: 4, column: 'age' }),
  ...tables('a cell with nothing', ['', ',male,1,no'], { line: 4, column: 'age' }),
  ...tables('an unknown category', ['', '41,mail,1,no'], { line: 4, column: 'sex' }),
  ...tables('an unknown class', ['', '41,male,1,perhaps'], { line: 4, column: 'ill' }),
  ...tables('a key that is no whole number', ['', '41,male,1.5,no'], { line: 4, column: 'clinic' }),
  ...tables('a quote that never ends', ['', '41,"male,1,no'], { line: 4 }),
  {
    what: 'no such column',
    read: () => readTable(utf8('age,sex\n1,male\n'), schema, 'people.csv'),
    place: { file: 'people.csv', column: 'ill' },
  },
];

const lines = (bytes: Uint8Array) => () =>
  readLabelledLines(bytes, { classes: ['bad', 'good'], maxLength: 9 }, 'a.txt');
const textCases: Case[] = [
  { what: 'a line without a label', read: lines(utf8('a\tgood\n\nb\n')), place: { line: 3 } },
  {
    what: 'a label that is no class',
    read: lines(utf8('a\tgood\nb\tfine\n')),
    place: { line: 2, column: 'label' },
  },
  {
    what: 'a line without a text',
    read: lines(utf8('a\tgood\n\tbad\n')),
    place: { line: 2, column: 'text' },
  },
  {
    what: 'bytes that are no text',
    read: lines(Uint8Array.of(...utf8('a\tgood\n'), 0xff)),
    place: { line: 2 },
  },
  {
    what: 'a speech without a speaker',
    read: () => readSpeeches(utf8('All:\nSpeak!\n\nNo colon\n'), 'a.txt'),
    place: { line: 4 },
  },
  {
    what: 'a play that is no text',
    read: () => readSpeeches(Uint8Array.of(...utf8('All:\nSpe'), 0xe9, 0x61), 'a.txt'),
    place: { line: 2 },
  },
].map(({ place, ...rest }) => ({ ...rest, place: { file: 'a.txt', ...place } }));

const windowCases: Case[] = [
  {
    what: 'a window that is cut off',
    read: () =>
      readWindows(new Uint8Array(2 * 3 * 2 * 4 + 5), { steps: 3, unitOfChannel: [1, 2] }, 'w.bin'),
    place: { file: 'w.bin', row: 5 },
  },
];

describe.each([
  ['idx pictures', idxCases],
  ['CIFAR binary', cifarCases],
  ['tables', tableCases],
  ['text', textCases],
  ['windows', windowCases],
] as const)('broken files: %s', (_, cases) => {
  it.each(cases)('$what: $place', ({ read, place }) => {
    let error: unknown;
    try {
      read();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(DatasetError);
    const { code, message, place: found } = error as DatasetError;
    expect(code).toBe('bad-format');
    expect(JSON.parse(JSON.stringify(found))).toEqual(place);
    // People read the message, which says the same.
    expect(message).toContain(place.file);
    if (place.line) expect(message).toContain(`line ${place.line}`);
    if (place.column) expect(message).toContain(`column "${place.column}"`);
    expect(message).toMatch(/\.$/);
  });
});
