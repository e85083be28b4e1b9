import { madd } from './madd';

/**
 * eˣ, four at a time, to 2e-7 relative. x = n·ln 2 + r with |r| ≤ ½ ln 2; ln 2 in two parts keeps r
 * exact (Cody & Waite 1980), and a polynomial of degree 6 gives eʳ (coefficients of Cephes' expf).
 * Infinity above 88.72; zero below −87.34, where the result would be denormal.
 */
@inline
export function exp4(x: v128): v128 {
  const inside = f32x4.min(f32x4.max(x, f32x4.splat(-88)), f32x4.splat(89));
  const n = f32x4.nearest(f32x4.mul(inside, f32x4.splat(1.44269504088896341)));
  let r = f32x4.sub(inside, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = madd(p, r, f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  p = madd(p, r, f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), f32x4.add(r, f32x4.splat(1)));
  // 2ⁿ in two factors, because 2¹²⁸ itself is no float.
  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  const bias = i32x4.splat(127);
  const first = i32x4.shl(i32x4.add(half, bias), 23);
  const second = i32x4.shl(i32x4.add(i32x4.sub(whole, half), bias), 23);
  const value = f32x4.mul(f32x4.mul(p, first), second);
  const tiny = f32x4.lt(x, f32x4.splat(-87.33654));
  const huge = f32x4.gt(x, f32x4.splat(88.72283));
  const kept = v128.andnot(v128.bitselect(f32x4.splat(Infinity), value, huge), tiny);
  // Not a number stays what it is.
  return v128.bitselect(kept, x, f32x4.eq(x, x));
}

/** 1 / (1 + e⁻ˣ), to 2e-7. */
@inline
export function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

/**
 * tanh x to 3e-7: 1 − 2 / (e²ˣ + 1) far from zero; near it, where that would cancel, x + x³·P(x²)
 * (coefficients of Cephes' tanhf).
 */
@inline
export function tanh4(x: v128): v128 {
  const one = f32x4.splat(1);
  const square = f32x4.mul(x, x);
  let p = f32x4.splat(-5.70498872745e-3);
  p = madd(p, square, f32x4.splat(2.06390887954e-2));
  p = madd(p, square, f32x4.splat(-5.37397155531e-2));
  p = madd(p, square, f32x4.splat(1.33314422036e-1));
  p = madd(p, square, f32x4.splat(-3.33332819422e-1));
  const near = f32x4.add(x, f32x4.mul(f32x4.mul(p, square), x));
  const e = exp4(f32x4.add(x, x));
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(e, one)));
  return v128.bitselect(near, far, f32x4.lt(f32x4.abs(x), f32x4.splat(0.625)));
}

/**
 * ln x for a normal x > 0, to 1e-11: x = m·2ⁿ with √½ ≤ m < √2, and ln m = 2·artanh((m − 1)/(m + 1))
 * by its series. The language's own logarithm needs a table, and this module has no data.
 */
export function logarithm(x: f64): f64 {
  const bits = reinterpret<i64>(x);
  let n = <i32>((bits >> 52) & 0x7ff) - 1023;
  let m = reinterpret<f64>((bits & 0xfffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) {
    m /= 2;
    n++;
  }
  const s = (m - 1) / (m + 1);
  const q = s * s;
  const tail = 1 / 7.0 + q * (1 / 9.0 + q * (1 / 11.0 + q * (1 / 13.0)));
  return <f64>n * 0.6931471805599453 + 2 * s * (1 + q * (1 / 3.0 + q * (1 / 5.0 + q * tail)));
}
