import type { Pixels } from '@tributary/local-data';

/** Where a drawing goes in a smaller picture: it is scaled first and then moved. */
export interface Placement {
  readonly scale: number;
  /** In pixels of the smaller picture. */
  readonly left: number;
  readonly top: number;
}

/** How much of a picture's side a digit of MNIST fills: 20 of 28 pixels (LeCun et al. 1998). */
const FILLED = 20 / 28;
/** Fainter than this is the soft edge of a stroke. */
const INK = 64;

/**
 * How a drawing, light on dark, is brought to the size and place that training pictures of digits have: its box
 * fills 20/28 of the shorter side, its centre of mass stands in the middle, or as near as all of it fits. Null where
 * nothing is drawn.
 */
export const placeDrawing = (
  drawing: Pixels,
  target: Pick<Pixels, 'width' | 'height'>,
): Placement | null => {
  let [left, right, top, bottom] = [drawing.width, -1, drawing.height, -1];
  let [mass, massX, massY] = [0, 0, 0];
  for (let y = 0; y < drawing.height; y++) {
    for (let x = 0; x < drawing.width; x++) {
      const ink = drawing.data[4 * (y * drawing.width + x)] as number;
      if (ink < INK) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      mass += ink;
      massX += ink * (x + 0.5);
      massY += ink * (y + 0.5);
    }
  }
  if (mass === 0) return null;
  const side = Math.max(right - left, bottom - top) + 1;
  const scale = (FILLED * Math.min(target.width, target.height)) / side;
  const place = (size: number, centre: number, box: readonly [number, number]): number => {
    const [first, last] = [-scale * box[0], size - scale * (box[1] + 1)];
    // What is heavy on one side would be cut off on the other.
    return Math.min(Math.max(size / 2 - scale * centre, first), last);
  };
  return {
    scale,
    left: place(target.width, massX / mass, [left, right]),
    top: place(target.height, massY / mass, [top, bottom]),
  };
};
