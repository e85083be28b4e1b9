import type { Point, Stroke } from './digit-glyphs.ts';

/** Straight pieces between two points of a stroke. */
const PIECES_PER_SPAN = 4;

/**
 * The path of a pen that passes smoothly through a stroke's points: a uniform Catmull–Rom spline
 * (Catmull & Rom 1974), cut into straight pieces. Two points stay one straight line.
 */
export const penPath = (stroke: Stroke): Point[] => {
  if (stroke.length < 3) return [...stroke];
  const at = (index: number): Point =>
    stroke[Math.max(0, Math.min(stroke.length - 1, index))] as Point;
  const path: Point[] = [at(0)];
  for (let span = 0; span + 1 < stroke.length; span++) {
    const points = [at(span - 1), at(span), at(span + 1), at(span + 2)] as const;
    for (let piece = 1; piece <= PIECES_PER_SPAN; piece++) {
      const t = piece / PIECES_PER_SPAN;
      path.push([spline(points, 0, t), spline(points, 1, t)]);
    }
  }
  return path;
};

/** One coordinate of the spline between the second and the third of four points, t in [0, 1]. */
const spline = (
  [p, q, r, s]: readonly [Point, Point, Point, Point],
  axis: 0 | 1,
  t: number,
): number => {
  const [before, from, to, after] = [p[axis], q[axis], r[axis], s[axis]];
  const linear = to - before;
  const square = 2 * before - 5 * from + 4 * to - after;
  const cube = 3 * from - before - 3 * to + after;
  return from + 0.5 * t * (linear + t * (square + t * cube));
};
