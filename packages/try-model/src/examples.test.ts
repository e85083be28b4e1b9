import { dataSchemaOf, datasets, type TableDataSchema } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { canTry } from './can-try.ts';
import { invertPixels, pictureExample, pixelsOfExample } from './picture-example.ts';
import { placeDrawing } from './place-drawing.ts';
import { emptyColumns, middleRow, rowExample } from './row-example.ts';
import { textExample } from './text-example.ts';

/** A canvas with what is light in it. */
const canvas = (width: number, height: number, light: readonly (readonly [number, number])[]) => {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  for (const [x, y] of light) data.fill(255, 4 * (y * width + x), 4 * (y * width + x) + 3);
  return { width, height, data };
};

describe('a picture', () => {
  const size = { width: 2, height: 1, channels: 1 } as const;
  const picture = {
    ...{ width: 2, height: 1 },
    data: Uint8ClampedArray.of(255, 0, 0, 255, 10, 20, 30, 255),
  };

  it('becomes bytes, grey or in colours, and can be looked at as such', () => {
    const grey = pictureExample(picture, size);
    expect(grey).toEqual({
      ...{ numExamples: 1, featureShape: [1, 2, 1], features: Uint8Array.of(76, 18) },
    });
    expect(pixelsOfExample(grey, size)).toEqual(
      Uint8ClampedArray.of(76, 76, 76, 255, 18, 18, 18, 255),
    );
    const coloured = { ...size, channels: 3 } as const;
    const example = pictureExample(picture, coloured);
    expect(example.features).toEqual(Uint8Array.of(255, 0, 0, 10, 20, 30));
    expect(pixelsOfExample(example, coloured)).toEqual(picture.data);
  });

  it('has dark and light swapped, and what is clear stays clear', () => {
    const { data } = invertPixels({ ...picture, data: Uint8ClampedArray.of(255, 0, 10, 7) });
    expect(data).toEqual(Uint8ClampedArray.of(0, 255, 245, 7));
  });
});

describe('a drawing', () => {
  const target = { width: 28, height: 28 };

  it('fills 20 of 28 pixels, its centre of mass in the middle, wherever it was drawn', () => {
    for (const [dx, dy] of [
      [0, 0],
      [50, 30],
    ] as const) {
      const bar = Array.from({ length: 40 }, (_, y) => [5 + dx, 3 + y + dy] as const);
      const placed = placeDrawing(canvas(100, 100, bar), target);
      expect(placed?.scale).toBeCloseTo(0.5, 12);
      // The bar's middle is at (5.5 + dx, 23 + dy).
      expect((placed?.left ?? 0) + 0.5 * (5.5 + dx)).toBeCloseTo(14, 12);
      expect((placed?.top ?? 0) + 0.5 * (23 + dy)).toBeCloseTo(14, 12);
    }
  });

  it('is not cut off where most of it is on one side', () => {
    const roof = Array.from({ length: 40 }, (_, x) => [30 + x, 10] as const);
    const stem = Array.from({ length: 39 }, (_, y) => [30, 11 + y] as const);
    const thick = Array.from({ length: 9 }, () => roof).flatMap((row, dy) =>
      row.map(([x, y]) => [x, y + dy] as const),
    );
    const placed = placeDrawing(canvas(100, 100, [...thick, ...stem]), target);
    expect((placed?.top ?? 0) + (placed?.scale ?? 0) * 50).toBeLessThanOrEqual(28);
    expect((placed?.left ?? 0) + (placed?.scale ?? 0) * 30).toBeGreaterThanOrEqual(0);
  });

  it('is none where the board is empty', () => {
    expect(placeDrawing(canvas(10, 10, []), target)).toBeNull();
  });
});

describe('a row', () => {
  const schema: TableDataSchema = {
    ...{ kind: 'table', title: 'Houses', missing: ['?'] },
    columns: [
      { kind: 'number', name: 'rooms', range: [1, 10] },
      { kind: 'number', name: 'share', range: [0, 1], mayBeMissing: true },
      { kind: 'category', name: 'heating', categories: ['gas', 'wood'], mayBeMissing: true },
    ],
    target: { kind: 'number', column: 'price', unit: 1000 },
  };

  it('begins in the middle of its ranges', () => {
    expect(middleRow(schema)).toEqual({ rooms: 6, share: 0.5, heating: 'gas' });
    expect(rowExample(schema, middleRow(schema))).toEqual({
      ...{ numExamples: 1, featureShape: [3], features: Float32Array.of(6, 0.5, 1) },
    });
  });

  it('says what is missing and what must not be', () => {
    const row = { rooms: null, share: null, heating: null };
    expect(rowExample(schema, row).features).toEqual(Float32Array.of(Number.NaN, Number.NaN, 0));
    expect(emptyColumns(schema, row)).toEqual(['rooms']);
    expect(rowExample(schema, { heating: 'wood' }).features[2]).toBe(2);
  });
});

describe('a text', () => {
  it('becomes code points, cut off and filled up', () => {
    const schema = { kind: 'texts', title: 'Notes', classes: ['a', 'b'], length: 3 } as const;
    expect(textExample(schema, 'né').features).toEqual(Int32Array.of(110, 233, 0));
    expect(textExample(schema, '🙂bcd').features).toEqual(Int32Array.of(0x1f642, 98, 99));
  });
});

describe('what can be tried', () => {
  it('is every data set that people could bring, and no other', () => {
    for (const { name } of datasets.entries) {
      const tried = canTry(name);
      const schema = dataSchemaOf(name);
      expect('schema' in tried ? tried.schema : undefined).toEqual(schema);
    }
    expect(canTry('activity')).toHaveProperty('reason');
  });
});
