import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitPicture, type Pixels } from './fit-picture.ts';

/** A grey picture by rows. */
const grey = (...rows: number[][]): Pixels => ({
  width: rows[0]?.length ?? 0,
  height: rows.length,
  data: Uint8Array.from(rows.flat().flatMap((value) => [value, value, value, 255])),
});
const fit = (pixels: Pixels, height: number, width: number) => [
  ...fitPicture(pixels, { height, width, channels: 1 }),
];

describe('fitPicture', () => {
  it('leaves a picture of the right size as it is', () => {
    expect(fit(grey([0, 50], [100, 255]), 2, 2)).toEqual([0, 50, 100, 255]);
  });

  it('takes the mean of the area that a pixel covers', () => {
    expect(fit(grey([0, 100, 10, 10], [100, 200, 10, 10]), 1, 2)).toEqual([100, 10]);

    // Cut to three halves by three: each pixel covers one and a half.
    expect(fit(grey([0, 90, 180], [0, 90, 180], [0, 90, 180]), 2, 2)).toEqual([30, 150, 30, 150]);
  });

  it('cuts around the middle', () => {
    expect(fit(grey([9, 1, 2, 9], [9, 3, 4, 9]), 2, 2)).toEqual([1, 2, 3, 4]);
    expect(fit(grey([9], [5], [9]), 1, 1)).toEqual([5]);
  });

  it('makes a small picture larger', () => {
    expect(fit(grey([0, 200]), 2, 4)).toEqual([0, 0, 200, 200, 0, 0, 200, 200]);
  });

  it('lays what is transparent on white, and weighs colours as the eye does', () => {
    const clear = { width: 1, height: 1, data: Uint8Array.of(0, 0, 0, 0) };
    expect(fit(clear, 1, 1)).toEqual([255]);
    const red = { width: 1, height: 1, data: Uint8Array.of(255, 0, 0, 255) };
    expect(fit(red, 1, 1)).toEqual([76]);
    expect([...fitPicture(red, { height: 1, width: 1, channels: 3 })]).toEqual([255, 0, 0]);
  });

  it('keeps an even ground even, whatever the sizes', () => {
    const size = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(size, size, size, size, (width, height, toWidth, toHeight) => {
        const even = {
          width,
          height,
          data: new Uint8Array(4 * width * height)
            .fill(255)
            .map((_, at) => (at % 4 === 3 ? 255 : 77)),
        };
        const fitted = fitPicture(even, { height: toHeight, width: toWidth, channels: 1 });
        expect(new Set(fitted)).toEqual(new Set([77]));
        expect(fitted).toHaveLength(toWidth * toHeight);
      }),
    );
  });
});
