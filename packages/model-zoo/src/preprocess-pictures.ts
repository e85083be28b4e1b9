import { z } from 'zod';
import type { Examples } from './dataset.ts';
import { type ModelInput, refuseUnlessPicture } from './model-input.ts';

/** Bytes stay bytes and floats stay floats. */
export type Pixels = Uint8Array | Float32Array;

export interface PictureSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The parameters of steps that give pictures another size. */
export const pictureSizeParams = z.object({
  height: z
    .number()
    .int()
    .min(1)
    .max(4096)
    .default(32)
    .meta({ title: 'Height', description: 'How many rows of pixels a picture has afterwards.' }),
  width: z
    .number()
    .int()
    .min(1)
    .max(4096)
    .default(32)
    .meta({ title: 'Width', description: 'How many pixels a row has afterwards.' }),
});

/** @throws {RangeError} when an example is no picture; the message is a clause */
export const requirePicture = (input: ModelInput): PictureSize => {
  const reason = refuseUnlessPicture(input);
  if (reason) throw new RangeError(reason);
  const [height, width, channels] = input.featureShape as [number, number, number];
  return { height, width, channels };
};

/** The pixels of some pictures. */
export const pixelsOf = ({ features }: Examples): Pixels => {
  if (features instanceof Int32Array) throw new RangeError('Pictures are bytes or floats.');
  return features;
};

/** Zeros of the same type. */
export const blankLike = (pixels: Pixels, length: number): Pixels =>
  pixels instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length);
