/**
 * to[segments, n] = for each segment the sum of the rows of x[rows, n] that belong to it. Rows whose
 * segment (int32) is outside are left out.
 */
export function segmentSum(
  x: usize,
  ids: usize,
  to: usize,
  rows: i32,
  segments: i32,
  n: i32,
): void {
  const row = <usize>n << 2;
  memory.fill(to, 0, <usize>segments * row);
  for (let i = 0; i < rows; i++) {
    const segment = load<i32>(ids + (<usize>i << 2));
    if (segment >= 0 && segment < segments) {
      const sum = to + <usize>segment * row;
      let p: usize = 0;
      for (; p + 16 <= row; p += 16) {
        v128.store(sum + p, f32x4.add(v128.load(sum + p), v128.load(x + p)));
      }
      for (; p < row; p += 4) store<f32>(sum + p, load<f32>(sum + p) + load<f32>(x + p));
    }
    x += row;
  }
}
