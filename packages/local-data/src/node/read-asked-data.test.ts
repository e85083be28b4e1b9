import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DataSchema } from '@tributary/model-zoo';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { greyPng } from '../testing/pictures.ts';
import { readAskedData } from './read-asked-data.ts';

const UNKNOWN = Number.NaN;
const images: DataSchema = {
  ...{ kind: 'images', title: 'Days', classes: ['day', 'night'], height: 2, width: 2, channels: 1 },
};
const texts: DataSchema = {
  ...{ kind: 'texts', title: 'Reviews', classes: ['bad', 'good'], length: 12 },
};
const characters: DataSchema = {
  ...{ kind: 'next-character', title: 'Notes', alphabet: ' ab', length: 3 },
};

let folder: string;
const write = async (path: string, content: string | Uint8Array): Promise<string> => {
  const whole = join(folder, path);
  await mkdir(dirname(whole), { recursive: true });
  await writeFile(whole, content);
  return whole;
};
const textOf = (features: ArrayLike<number>): string =>
  String.fromCodePoint(...Array.from(features)).replaceAll('\0', '');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-asked-data-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('reads a picture, and a folder of some whose class is known and some whose is not', async () => {
  const picture = await write('days/night/1.png', greyPng(3));
  await write('days/2.png', greyPng(250));
  await write('days/3.png', 'no picture');
  expect(await readAskedData(picture, images)).toMatchObject({
    examples: { numExamples: 1, featureShape: [2, 2, 1], features: Uint8Array.of(3, 3, 3, 3) },
    places: [{ file: '1.png' }],
  });
  const asked = await readAskedData(join(folder, 'days'), images);
  expect(asked.places).toEqual([{ file: '2.png' }, { file: 'night/1.png' }]);
  expect(asked.targets).toEqual(Float32Array.of(UNKNOWN, 1));
  expect(asked).toMatchObject({ numFaulty: 1, errors: { shown: [{ place: { file: '3.png' } }] } });
});

it.each([
  ['lines.txt', 'Good, but dear\nbad\n', [UNKNOWN, UNKNOWN], ['Good, but de', 'bad']],
  ['lines.csv', 'Text\n"Good, but dear"\nbad\n', [UNKNOWN, UNKNOWN], ['Good, but de', 'bad']],
  ['labelled.txt', 'good\tI like it\n\tPerhaps\n', [1, UNKNOWN], ['I like it', 'Perhaps']],
  [
    'table.csv',
    'class,text\nbad,Awful thing\ngood,Lovely one\n',
    [0, 1],
    ['Awful thing', 'Lovely one'],
  ],
])('reads texts of %s', async (name, content, targets, read) => {
  const asked = await readAskedData(await write(name, content), texts);
  expect(asked.errors.shown).toEqual([]);
  expect(asked.targets).toEqual(Float32Array.from(targets));
  const { features } = asked.examples;
  expect(read.map((_, at) => textOf(features.subarray(12 * at, 12 * (at + 1))))).toEqual(read);
});

it('reads a text from each file of a folder, and what it is where its folder says so', async () => {
  await write('mail/good/1.txt', 'Lovely\n');
  await write('mail/new/2.txt', 'Who knows\n');
  const asked = await readAskedData(join(folder, 'mail'), texts);
  expect(asked.places).toEqual([{ file: 'good/1.txt' }, { file: 'new/2.txt' }]);
  expect(asked.targets).toEqual(Float32Array.of(1, UNKNOWN));
});

it('asks what comes after each line of a text', async () => {
  const asked = await readAskedData(await write('notes.txt', 'ab\n\nbbab?\n'), characters);
  expect(asked.examples).toEqual({
    ...{ numExamples: 2, featureShape: [3], features: Int32Array.of(1, 2, 0, 1, 2, 0) },
  });
  expect(asked.positions).toEqual(Int32Array.of(1, 2));
  expect(asked.places.map(({ line }) => line)).toEqual([1, 3]);
});
