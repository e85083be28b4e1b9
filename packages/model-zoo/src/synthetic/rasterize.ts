import type { Point } from './digit-glyphs.ts';

/** A square grey image being drawn: row-major, 0 for paper and 1 for ink. */
export interface Canvas {
  readonly side: number;
  readonly ink: Float32Array;
}

/**
 * Draws a path with a round pen, antialiased over one pixel at its edge. Pixel (column, row) has
 * its middle at (column + 0.5, row + 0.5); where strokes cross, the darker one stays.
 */
export const drawPath = (canvas: Canvas, path: readonly Point[], radius: number): void => {
  for (let i = 0; i + 1 < path.length; i++) {
    drawSegment(canvas, path[i] as Point, path[i + 1] as Point, radius);
  }
};

const drawSegment = (
  { side, ink }: Canvas,
  [x0, y0]: Point,
  [x1, y1]: Point,
  radius: number,
): void => {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const lengthSquared = dx * dx + dy * dy || 1;
  const reach = radius + 0.5;
  const first = (a: number, b: number) => Math.max(0, Math.floor(Math.min(a, b) - reach - 0.5));
  const last = (a: number, b: number) => Math.min(side - 1, Math.ceil(Math.max(a, b) + reach));
  const [left, right, top, bottom] = [first(x0, x1), last(x0, x1), first(y0, y1), last(y0, y1)];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const x = column + 0.5 - x0;
      const y = row + 0.5 - y0;
      const along = Math.max(0, Math.min(1, (x * dx + y * dy) / lengthSquared));
      const distance = Math.sqrt((x - along * dx) ** 2 + (y - along * dy) ** 2);
      const darkness = Math.min(1, reach - distance);
      const index = row * side + column;
      if (darkness > (ink[index] as number)) ink[index] = darkness;
    }
  }
};
