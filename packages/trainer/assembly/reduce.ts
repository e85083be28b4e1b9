/** to[n] = Σ over the rows of a[rows, n]. */
export function sumRows(a: usize, to: usize, rows: i32, n: i32): void {
  const row = <usize>n << 2;
  memory.copy(to, a, row);
  for (let i = 1; i < rows; i++) {
    a += row;
    let p: usize = 0;
    for (; p + 16 <= row; p += 16) {
      v128.store(to + p, f32x4.add(v128.load(to + p), v128.load(a + p)));
    }
    for (; p < row; p += 4) store<f32>(to + p, load<f32>(to + p) + load<f32>(a + p));
  }
}

/** The sum of n numbers, in four times four partial sums. */
export function sumOf(a: usize, n: i32): f32 {
  const end = a + (<usize>n << 2);
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  for (; a + 64 <= end; a += 64) {
    s0 = f32x4.add(s0, v128.load(a));
    s1 = f32x4.add(s1, v128.load(a, 16));
    s2 = f32x4.add(s2, v128.load(a, 32));
    s3 = f32x4.add(s3, v128.load(a, 48));
  }
  for (; a + 16 <= end; a += 16) s0 = f32x4.add(s0, v128.load(a));
  const sums = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  let sum =
    f32x4.extract_lane(sums, 0) +
    f32x4.extract_lane(sums, 1) +
    (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
  for (; a < end; a += 4) sum += load<f32>(a);
  return sum;
}

/** to[outer, inner] = scale · Σ over the middle axis of a[outer, middle, inner]. */
export function sumMiddle(
  a: usize,
  to: usize,
  outer: i32,
  middle: i32,
  inner: i32,
  scale: f32,
): void {
  const block = (<usize>middle * inner) << 2;
  for (let i = 0; i < outer; i++) {
    if (inner == 1) store<f32>(to, sumOf(a, middle));
    else sumRows(a, to, middle, inner);
    a += block;
    to += <usize>inner << 2;
  }
  if (scale != 1) {
    const n = <usize>(outer * inner) << 2;
    for (let p: usize = 4; p <= n; p += 4) store<f32>(to - p, load<f32>(to - p) * scale);
  }
}

/** dx = dy where y > 0, and 0 elsewhere. */
export function reluGradient(dx: usize, dy: usize, y: usize, n: i32): void {
  const bytes = <usize>n << 2;
  const zero = f32x4.splat(0);
  let p: usize = 0;
  for (; p + 16 <= bytes; p += 16) {
    const positive = f32x4.gt(v128.load(y + p), zero);
    v128.store(dx + p, v128.and(v128.load(dy + p), positive));
  }
  for (; p < bytes; p += 4) store<f32>(dx + p, load<f32>(y + p) > 0 ? load<f32>(dy + p) : 0);
}
