import { z } from 'zod';

export const paddingSchema = z.enum(['valid', 'same']).default('valid');
export type Padding = z.output<typeof paddingSchema>;

/** A length along one axis, in places. */
export const lengthSchema = z.number().int().min(1).max(4096);

/** Height and width; one number stands for both. */
export const pairSchema = z.union([
  z.tuple([lengthSchema, lengthSchema]),
  lengthSchema.transform((length): [number, number] => [length, length]),
]);

interface Window {
  readonly size: number;
  readonly stride: number;
  readonly padding: Padding;
}

/**
 * How many windows lie along an axis.
 * @throws {RangeError} when there is no room for one
 */
export const windowsAlong = (length: number, { size, stride, padding }: Window): number => {
  if (padding === 'same') return Math.ceil(length / stride);
  if (size > length) {
    throw new RangeError(
      `its window of ${size} is larger than its input of ${length}: take larger examples, or padding "same"`,
    );
  }
  return Math.floor((length - size) / stride) + 1;
};
