/*
 * A row of `size` places, `step` apart, of which the first is at `start`: some may lie outside a
 * picture of this length. Those inside are neighbours.
 */

/** The number of the first place inside; any number where there is none. */
@inline
export function firstInside(start: i32, step: i32): i32 {
  if (start >= 0) return 0;
  return step == 1 ? -start : (step - 1 - start) / step;
}

/** How many places lie inside. */
@inline
export function countInside(start: i32, size: i32, step: i32, length: i32): i32 {
  const rest = max(0, length - start);
  const end = min(size, step == 1 ? rest : (rest + step - 1) / step);
  return max(0, end - firstInside(start, step));
}
