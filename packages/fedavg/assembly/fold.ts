/** Adding 1.5 · 2^52 rounds to an integer, which then lies in the low bits of the float64. */
const ROUND_TO_INTEGER: f64 = 6755399441055744;

@inline
function addTerms(sum: v128, values: v128, scale: v128, round: v128): v128 {
  const wide = f64x2.promote_low_f32x4(values);
  return i64x2.add(sum, f64x2.add(f64x2.mul(wide, scale), round));
}

/**
 * Integers as float64 become the bits of (integer + the rounding constant). With the constant, a
 * float64 of size below 2^51 is rounded to an integer, and its bits count up as an integer's do.
 */
export function openSums(sums: usize, length: i32): void {
  const round = f64x2.splat(ROUND_TO_INTEGER);
  const end = sums + (<usize>length << 3);
  for (; sums < end; sums += 16) v128.store(sums, f64x2.add(v128.load(sums), round));
}

/** The way back, when `count` terms have been added, the constant with each. */
export function closeSums(sums: usize, length: i32, count: i32): void {
  const round = f64x2.splat(ROUND_TO_INTEGER);
  const surplus = i64x2.splat(<i64>count * reinterpret<i64>(ROUND_TO_INTEGER));
  const end = sums + (<usize>length << 3);
  for (; sums < end; sums += 16) {
    v128.store(sums, f64x2.sub(i64x2.sub(v128.load(sums), surplus), round));
  }
}

/**
 * sums[i] += Σ over k of round(values[k][i] · scales[k]), for open sums of size below 2^51. Sixteen
 * sums stay in registers over all rows. Works on whole sixteens: there must be room for them.
 * @param sums 64 bits each
 * @param values float32, `count` rows that are `stride` bytes apart
 * @param scales `count` float64
 */
export function foldScaled(
  sums: usize,
  values: usize,
  stride: usize,
  scales: usize,
  count: i32,
  length: i32,
): void {
  const round = f64x2.splat(ROUND_TO_INTEGER);
  const end = sums + (<usize>length << 3);
  for (; sums < end; sums += 128, values += 64) {
    let s0 = v128.load(sums);
    let s1 = v128.load(sums, 16);
    let s2 = v128.load(sums, 32);
    let s3 = v128.load(sums, 48);
    let s4 = v128.load(sums, 64);
    let s5 = v128.load(sums, 80);
    let s6 = v128.load(sums, 96);
    let s7 = v128.load(sums, 112);
    let row = values;
    for (let k = 0; k < count; k++, row += stride) {
      const scale = v128.load64_splat(scales + (<usize>k << 3));
      s0 = addTerms(s0, v128.load64_zero(row), scale, round);
      s1 = addTerms(s1, v128.load64_zero(row, 8), scale, round);
      s2 = addTerms(s2, v128.load64_zero(row, 16), scale, round);
      s3 = addTerms(s3, v128.load64_zero(row, 24), scale, round);
      s4 = addTerms(s4, v128.load64_zero(row, 32), scale, round);
      s5 = addTerms(s5, v128.load64_zero(row, 40), scale, round);
      s6 = addTerms(s6, v128.load64_zero(row, 48), scale, round);
      s7 = addTerms(s7, v128.load64_zero(row, 56), scale, round);
    }
    v128.store(sums, s0);
    v128.store(sums, s1, 16);
    v128.store(sums, s2, 32);
    v128.store(sums, s3, 48);
    v128.store(sums, s4, 64);
    v128.store(sums, s5, 80);
    v128.store(sums, s6, 96);
    v128.store(sums, s7, 112);
  }
}
