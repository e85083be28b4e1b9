@inline
function storeEight(to: usize, codes: v128, scale: v128): void {
  v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(codes)), scale));
  v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(codes)), scale), 16);
}

@inline
function storeSixteen(to: usize, codes: v128, scale: v128): void {
  storeEight(to, i16x8.extend_low_i8x16_s(codes), scale);
  storeEight(to + 32, i16x8.extend_high_i8x16_s(codes), scale);
}

/**
 * Signed bytes that lie in the last quarter of `count` float32 become these floats, code · scale.
 * What is written stays behind what is yet to be read.
 */
export function dequantiseInt8(at: usize, count: i32, scale: f32): void {
  const scales = f32x4.splat(scale);
  let from = at + <usize>count * 3;
  const end = at + (<usize>count << 2);
  for (; at + 64 <= end; at += 64, from += 16) storeSixteen(at, v128.load(from), scales);
  for (; at < end; at += 4, from++) store<f32>(at, <f32>load<i8>(from) * scale);
}

/**
 * The same of half bytes with 8 added, the even positions in the low halves, that lie in the last
 * ⌈count / 2⌉ bytes of the floats.
 */
export function dequantiseInt4(at: usize, count: i32, scale: f32): void {
  const scales = f32x4.splat(scale);
  const mask = i8x16.splat(15);
  const eight = i8x16.splat(8);
  const end = at + (<usize>count << 2);
  let from = end - ((<usize>count + 1) >> 1);
  for (; at + 64 <= end; at += 64, from += 8) {
    const bytes = v128.load64_zero(from);
    const low = v128.and(bytes, mask);
    const high = v128.and(i8x16.shr_u(bytes, 4), mask);
    const nibbles = i8x16.shuffle(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    storeSixteen(at, i8x16.sub(nibbles, eight), scales);
  }
  for (; at < end; at += 8, from++) {
    const byte = <i32>load<u8>(from);
    store<f32>(at, <f32>((byte & 15) - 8) * scale);
    if (at + 4 < end) store<f32>(at, <f32>((byte >> 4) - 8) * scale, 4);
  }
}
