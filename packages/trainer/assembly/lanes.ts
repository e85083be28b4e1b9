/*
 * Kernels that go over channels do sixteen at a time, then four, then one, with the same code:
 * `lanes` says how many and is a constant wherever these are inlined. Sixteen are four vectors.
 */

@inline
export function loadLanes(lanes: i32, from: usize): v128 {
  return lanes >= 4 ? v128.load(from) : v128.load32_zero(from);
}

@inline
export function storeLanes(lanes: i32, to: usize, values: v128): void {
  if (lanes >= 4) v128.store(to, values);
  else v128.store32_lane(to, values, 0);
}

@inline
export function addLanes(lanes: i32, to: usize, values: v128): void {
  storeLanes(lanes, to, f32x4.add(loadLanes(lanes, to), values));
}
