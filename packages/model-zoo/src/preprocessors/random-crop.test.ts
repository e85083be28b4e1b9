import { describe, expect, it } from 'vitest';
import { examplesOf } from '../testing/examples-of.ts';
import { randomCrop } from './random-crop.ts';

const featureShape = [3, 4, 2];
const picture = Float32Array.from({ length: 24 }, (_, index) => index + 1);

/** The picture moved down and to the right, worked out pixel by pixel. */
const moved = (down: number, right: number): number[] =>
  picture.reduce<number[]>((pixels, _, at) => {
    const [row, column, channel] = [
      Math.floor(at / 8) - down,
      Math.floor((at % 8) / 2) - right,
      at % 2,
    ];
    const inside = row >= 0 && row < 3 && column >= 0 && column < 4;
    pixels.push(inside ? (picture[row * 8 + column * 2 + channel] as number) : 0);
    return pixels;
  }, []);

describe('random-crop', () => {
  it('moves each picture on its own, in every direction alike', () => {
    const count = 2500;
    const all = new Float32Array(count * 24);
    for (let example = 0; example < count; example++) all.set(picture, example * 24);
    const { features } = randomCrop.apply(
      examplesOf(featureShape, all),
      { padding: 2 },
      { input: { featureShape, numClasses: 2 }, seed: 3 },
    );
    const counts = new Map<string, number>();
    for (let example = 0; example < count; example++) {
      const key = features.subarray(example * 24, example * 24 + 24).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const places = [-2, -1, 0, 1, 2];
    const wanted = places.flatMap((down) => places.map((right) => moved(down, right).join()));
    expect([...counts.keys()].sort()).toEqual(wanted.sort());
    // 100 of each are expected, with a deviation of 10.
    for (const times of counts.values()) expect(Math.abs(times - 100)).toBeLessThan(50);
  });
});
