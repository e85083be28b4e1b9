/** Columns that are widened at a time: 2 KiB of float64 per row. */
const CHUNK: i32 = 256;
const CHUNK_BYTES: usize = <usize>CHUNK << 3;

/** Widens `length` ≤ CHUNK columns of all rows, and fills up with zeros, also whole rows to fours. */
@inline
function widen(wide: usize, values: usize, stride: usize, count: i32, length: i32): void {
  memory.fill(wide, 0, <usize>((count + 3) & ~3) * CHUNK_BYTES);
  for (let row = 0; row < count; row++, wide += CHUNK_BYTES, values += stride) {
    for (let j = 0; j < length; j++) {
      store<f64>(wide + (<usize>j << 3), <f64>load<f32>(values + (<usize>j << 2)));
    }
  }
}

@inline
function add(to: usize, sum: v128): void {
  store<f64>(to, load<f64>(to) + (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)));
}

/** The products of rows a and a + 1 with rows b to b + 3. */
@inline
function addTile(to: usize, row: usize, a: usize, b: usize): void {
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s02 = f64x2.splat(0);
  let s03 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s12 = f64x2.splat(0);
  let s13 = f64x2.splat(0);
  const end = a + CHUNK_BYTES;
  for (; a < end; a += 16, b += 16) {
    const x = v128.load(a);
    const y = v128.load(a, CHUNK_BYTES);
    let z = v128.load(b);
    s00 = f64x2.add(s00, f64x2.mul(x, z));
    s10 = f64x2.add(s10, f64x2.mul(y, z));
    z = v128.load(b, CHUNK_BYTES);
    s01 = f64x2.add(s01, f64x2.mul(x, z));
    s11 = f64x2.add(s11, f64x2.mul(y, z));
    z = v128.load(b, 2 * CHUNK_BYTES);
    s02 = f64x2.add(s02, f64x2.mul(x, z));
    s12 = f64x2.add(s12, f64x2.mul(y, z));
    z = v128.load(b, 3 * CHUNK_BYTES);
    s03 = f64x2.add(s03, f64x2.mul(x, z));
    s13 = f64x2.add(s13, f64x2.mul(y, z));
  }
  add(to, s00);
  add(to + 8, s01);
  add(to + 16, s02);
  add(to + 24, s03);
  add(to + row, s10);
  add(to + row + 8, s11);
  add(to + row + 16, s12);
  add(to + row + 24, s13);
}

/**
 * products[a, b] += Σ over the columns of values[a] · values[b], for a ≤ b, in float64: the even
 * columns of 256 first, then the odd ones. What lies below the diagonal is of no meaning.
 * @param products float64, square, its side `count` rounded up to fours
 * @param values float32, `count` rows that are `stride` bytes apart
 * @param wide 2 KiB per row, the rows rounded up to fours
 */
export function addProducts(
  products: usize,
  values: usize,
  stride: usize,
  count: i32,
  length: i32,
  wide: usize,
): void {
  const side = (count + 3) & ~3;
  const row = <usize>side << 3;
  for (let from = 0; from < length; from += CHUNK) {
    widen(wide, values + (<usize>from << 2), stride, count, min(CHUNK, length - from));
    for (let a = 0; a < side; a += 2) {
      for (let b = a & ~3; b < side; b += 4) {
        const to = products + <usize>a * row + (<usize>b << 3);
        addTile(to, row, wide + <usize>a * CHUNK_BYTES, wide + <usize>b * CHUNK_BYTES);
      }
    }
  }
}
