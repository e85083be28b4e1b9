import { describe, expect, it } from 'vitest';
import { readCifar } from './read-cifar.ts';

/** A row whose bytes are 1, 2 and 3 in the three planes, but for the first red and last blue one. */
const createRow = (label: number) => {
  const row = new Uint8Array(3073);
  row[0] = label;
  row.fill(1, 1, 1025).fill(2, 1025, 2049).fill(3, 2049);
  row[1] = 200;
  row[3072] = 100;
  return row;
};
const file = Uint8Array.of(...createRow(9), ...createRow(0));

describe('readCifar', () => {
  it('reads labels and puts channels last', () => {
    const { numExamples, featureShape, features, labels } = readCifar(file, 10, 'batch.bin');
    expect({ numExamples, featureShape }).toEqual({ numExamples: 2, featureShape: [32, 32, 3] });
    expect(labels).toEqual(Int32Array.of(9, 0));
    expect([...features.subarray(3072, 3078)]).toEqual([200, 2, 3, 1, 2, 3]);
    expect([...features.subarray(-3)]).toEqual([1, 2, 100]);
  });

  it('names the row within which the file ends', () => {
    expect(() => readCifar(file.subarray(0, -1), 10, 'batch.bin')).toThrow(
      'batch.bin, row 2: the file is truncated: found 3072 bytes, expected 3073 (a label and a picture).',
    );
    expect(() => readCifar(file.subarray(0, 5), 10, 'batch.bin')).toThrow(/row 1: .*found 5 bytes/);
  });

  it('names the row with a label that is no class', () => {
    expect(() => readCifar(Uint8Array.of(...file, ...createRow(10)), 10, 'batch.bin')).toThrow(
      'batch.bin, row 3, column "label": found 10, expected a class from 0 to 9.',
    );
  });

  it('refuses an empty file', () => {
    expect(() => readCifar(new Uint8Array(), 10, 'batch.bin')).toThrow(
      'batch.bin: the file is empty.',
    );
  });
});
