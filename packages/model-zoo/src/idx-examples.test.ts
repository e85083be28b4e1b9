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
    expect(() => examplesFromIdx(pair, { ...layout, numClasses: 2 })).toThrow(/label 2 at 0/);
  });

  it('cannot be made of floats', () => {
    const features = new Float32Array(12);
    expect(() => examplesToIdx({ ...examples, features })).toThrow(TypeError);
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
    await expect(loadIdxExamples(short, withIds)).rejects.toThrow(/ids has no column 1 for 3/);
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
