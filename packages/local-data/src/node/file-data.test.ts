import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DataSchema } from '@tributary/model-zoo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colorJpeg, greyPng } from '../testing/pictures.ts';
import { type FileDataOptions, fileData } from './file-data.ts';

const images: DataSchema = {
  ...{ kind: 'images', title: 'Days', classes: ['day', 'night'], height: 4, width: 4, channels: 1 },
};
const table: DataSchema = {
  ...{ kind: 'table', title: 'Ages', missing: ['?'] },
  columns: [{ name: 'age', kind: 'number', range: [0, 100] }],
  target: { kind: 'class', column: 'ill', classes: ['no', 'yes'] },
};

let folder: string;
const write = async (path: string, content: string | Uint8Array): Promise<string> => {
  const whole = join(folder, path);
  await mkdir(dirname(whole), { recursive: true });
  await writeFile(whole, content);
  return whole;
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-own-data-'));
});
afterAll(() => rm(folder, { recursive: true }));

const bring = (dataset: DataSchema | string, options: FileDataOptions) =>
  fileData(options)({ task: { dataset } });

describe('fileData', () => {
  it('reads a table and sets a part of it aside', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => `${at},${at % 2 ? 'yes' : 'no'}`);
    const path = await write('ages.csv', `age,ill\n${rows.join('\n')}\n`);
    const brought = await bring(table, { path, validationShare: 0.25 });
    expect(brought).toMatchObject({ train: { numExamples: 30 }, validation: { numExamples: 10 } });
  });

  it('goes on without faulty rows only if told to', async () => {
    const path = await write('faulty.csv', 'age,ill\n63,no\nold,no\n41,maybe\n');
    await expect(bring(table, { path })).rejects.toThrow(
      'faulty.csv, line 3, column "age": found "old", expected a number with a decimal point. There are 1 more faults. Mend them, or leave out what has one (2).',
    );
    const reports: number[] = [];
    const onReport = ({ errors }: { errors: { total: number } }) => reports.push(errors.total);
    await expect(bring(table, { path, leaveOutFaulty: true, onReport })).resolves.toMatchObject({
      numExamples: 1,
    });
    expect(reports).toEqual([2]);
  });

  it('reads a folder of pictures, one folder for each class', async () => {
    await write('days/day/1.png', greyPng(250));
    await write('days/day/2.jpg', colorJpeg([255, 255, 255]));
    await write('days/night/3.png', greyPng(3));
    await write('days/night/.DS_Store', 'x');
    const path = join(folder, 'days');
    const brought = await bring(images, { path });
    expect(brought).toMatchObject({ numExamples: 3, labels: Int32Array.of(0, 0, 1) });
    const broken = await write('days/night/4.png', 'PK\x03\x04');
    await expect(bring(images, { path })).rejects.toThrow('night/4.png: it is no picture');
    await rm(broken);
  });

  it('says what is not there, too large, or of no kind that anybody brings', async () => {
    await expect(bring(table, { path: join(folder, 'none.csv') })).rejects.toThrow('no file');
    await expect(bring(images, { path: join(folder, 'none') })).rejects.toThrow('is no folder');
    const path = await write('huge.csv', '');
    await truncate(path, 2 ** 30);
    await expect(bring(table, { path })).rejects.toThrow('huge.csv: the file has 1.0 GB');
    await expect(bring('activity', { path })).rejects.toThrow('of this kind');
  });
});
