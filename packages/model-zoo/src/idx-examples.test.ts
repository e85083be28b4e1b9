import { describe, expect, it } from 'vitest';
import type { Examples, FileSource } from './dataset.ts';
import { DatasetError } from './dataset-error.ts';
import { encodeIdx } from './idx.ts';
import { examplesFromIdx, examplesToIdx, loadIdxExamples } from './idx-examples.ts';

const examples: Examples = {
  numExamples: 3,
  featureShape: [2, 2, 1],
  features: Uint8Array.from({ length: 12 }, (_, i) => i),
  labels: Int32Array.of(2, 0, 1),
};
const layout = { images: 'images', labels: 'labels', featureShape: [2, 2, 1], numClasses: 3 };
const withIds = { ...layout, naturalIds: { file: 'ids', column: 1 } };

const sourceOf =
  (files: Record<string, Uint8Array>): FileSource =>
  async (name) => {
    const file = files[name];
    if (file === undefined) throw new DatasetError('file-missing', name);
    return file;
  };

describe('examples in idx files', () => {
  it('come back as they went', () => {
    expect(examplesFromIdx(examplesToIdx(examples), layout)).toEqual(examples);
  });

  it('are refused when images and labels differ in number', () => {
    const labels = encodeIdx({ shape: [2], data: Uint8Array.of(0, 1) });
    expect(() => examplesFromIdx({ ...examplesToIdx(examples), labels }, layout)).toThrow(
      /images holds 3 images, but labels 2 labels/,
    );
  });

  it('are refused when the shape or a class is not that of the data set', () => {
    const pair = examplesToIdx(examples);
    expect(() => examplesFromIdx(pair, { ...layout, featureShape: [4] })).toThrow(
      /\[2, 2\].*\[4\]/,
    );
    expect(() => examplesFromIdx(pair, { ...layout, numClasses: 2 })).toThrow(
      'labels, row 1, column "label": found 2, expected a class from 0 to 1.',
    );
  });

  it('may be numbers that are missing here and there, with numbers to predict', () => {
    const measured: Examples = {
      ...examples,
      features: Float32Array.from({ length: 12 }, (_, i) => (i === 5 ? Number.NaN : i / 7)),
      labels: Float32Array.of(0.5, -2, 1e6),
    };
    const layoutOfNumbers = { ...layout, numClasses: 1 };
    expect(examplesFromIdx(examplesToIdx(measured), layoutOfNumbers)).toEqual(measured);
  });

  it('may be tokens with a label for each position', () => {
    const text: Examples = {
      numExamples: 2,
      featureShape: [3],
      features: Int32Array.of(1, 2, 300, 4, 5, 6),
      labels: Int32Array.of(2, 300, 4, 5, 6, 7),
    };
    const layoutOfText = {
      ...layout,
      featureShape: [3],
      numClasses: 301,
      featureKind: 'tokens',
    } as const;
    expect(examplesFromIdx(examplesToIdx(text), layoutOfText)).toEqual(text);
    expect(() =>
      examplesFromIdx(examplesToIdx(examples), { ...layout, featureKind: 'text' }),
    ).toThrow(/uint8array of \[2, 2\], not integers/);
  });
});

describe('natural ids', () => {
  const files = examplesToIdx(examples);
  const ids = (rows: number) => ({
    shape: [rows, 2],
    data: Int32Array.from({ length: 2 * rows }, (_, i) => 100 + i),
  });

  it('are a column of a table that may describe more examples', async () => {
    const source = sourceOf({ ...files, ids: encodeIdx(ids(5)) });
    const loaded = await loadIdxExamples(source, withIds);
    expect(loaded.naturalIds).toEqual(Int32Array.of(101, 103, 105));
  });

  it('are left out when their file is missing', async () => {
    expect(await loadIdxExamples(sourceOf({ ...files }), withIds)).toEqual(examples);
  });

  it('are refused when the table is too short, and errors of the source pass', async () => {
    const short = sourceOf({ ...files, ids: encodeIdx(ids(2)) });
    await expect(loadIdxExamples(short, withIds)).rejects.toThrow(
      /^ids, row \d+, column "1": .*expected 3 rows/,
    );
    const broken: FileSource = async (name) => {
      if (name === 'ids') throw new Error('disk on fire');
      return sourceOf({ ...files })(name);
    };
    await expect(loadIdxExamples(broken, withIds)).rejects.toThrow('disk on fire');
  });

  it('do not excuse a missing required file', async () => {
    const source = sourceOf({ images: files.images });
    await expect(loadIdxExamples(source, withIds)).rejects.toMatchObject({ code: 'file-missing' });
  });
});
