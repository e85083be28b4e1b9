/**
 * Bytes become floats byte / 255, in place: `count` bytes lie in the last quarter of the memory of
 * `count` floats. What is written never reaches bytes that are still to be read: 4i + 64 ≤ 3n + i + 16
 * while a whole vector is left.
 */
export function spreadBytes(address: usize, count: i32): void {
  const n = <usize>count;
  const bytes = address + 3 * n;
  const unit = f32x4.splat(255);
  let i: usize = 0;
  for (; i + 16 <= n; i += 16) {
    const all = v128.load(bytes + i);
    const low = i16x8.extend_low_i8x16_u(all);
    const high = i16x8.extend_high_i8x16_u(all);
    const to = address + (i << 2);
    v128.store(to, f32x4.div(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(low)), unit));
    v128.store(to + 16, f32x4.div(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(low)), unit));
    v128.store(to + 32, f32x4.div(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(high)), unit));
    v128.store(to + 48, f32x4.div(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(high)), unit));
  }
  for (; i < n; i++) store<f32>(address + (i << 2), <f32>load<u8>(bytes + i) / 255);
}
