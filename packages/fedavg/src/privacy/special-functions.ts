/**
 * The error function and the normal distribution in float64, good to a relative 1e-14 in the tails
 * too, which is where privacy accounting lives.
 *
 * The rational approximations are those of W. J. Cody 1969, "Rational Chebyshev Approximations for the
 * Error Function", Mathematics of Computation 23(107), with the coefficients of his CALERF (SPECFUN).
 */

/** A ratio of polynomials; highest power first, the denominator's leading 1 left out. */
interface Rational {
  readonly numerator: readonly number[];
  readonly denominator: readonly number[];
}

/** erf(x)/x in x², for |x| ≤ 0.46875. */
const NEAR: Rational = {
  numerator: [
    1.8577770618460315e-1, 3.1611237438705655, 1.1386415415105016e2, 3.77485237685302e2,
    3.2093775891384694e3,
  ],
  denominator: [
    2.3601290952344122e1, 2.4402463793444417e2, 1.2826165260773723e3, 2.844236833439171e3,
  ],
};
/** erfcx(x) in x, for 0.46875 ≤ x ≤ 4. */
const MIDDLE: Rational = {
  numerator: [
    2.1531153547440383e-8, 5.641884969886701e-1, 8.883149794388377, 6.611919063714163e1,
    2.986351381974001e2, 8.81952221241769e2, 1.7120476126340707e3, 2.0510783778260716e3,
    1.2303393547979972e3,
  ],
  denominator: [
    1.5744926110709835e1, 1.176939508913125e2, 5.371811018620099e2, 1.6213895745666903e3,
    3.2907992357334597e3, 4.362619090143247e3, 3.4393676741437216e3, 1.2303393548037495e3,
  ],
};
/** (1/√π − x·erfcx(x))·x² in 1/x², for x > 4. */
const FAR: Rational = {
  numerator: [
    1.6315387137302097e-2, 3.0532663496123236e-1, 3.6034489994980445e-1, 1.2578172611122926e-1,
    1.6083785148742275e-2, 6.587491615298378e-4,
  ],
  denominator: [
    2.568520192289822, 1.8729528499234673, 5.279051029514285e-1, 6.051834131244132e-2,
    2.3352049762686918e-3,
  ],
};

const NEAR_LIMIT = 0.46875;
const INVERSE_SQRT_PI = 1 / Math.sqrt(Math.PI);

const evaluate = ({ numerator, denominator }: Rational, x: number): number => {
  let top = 0;
  for (const coefficient of numerator) top = top * x + coefficient;
  let bottom = 1;
  for (const coefficient of denominator) bottom = bottom * x + coefficient;
  return top / bottom;
};

/** exp(−x²) without the error that rounding x² would bring into the exponent. */
const expOfMinusSquare = (x: number): number => {
  if (x > 28) return 0;
  const coarse = Math.trunc(x * 16) / 16;
  return Math.exp(-coarse * coarse) * Math.exp(-(x - coarse) * (x + coarse));
};

/** erfcx for x ≥ 0.46875. */
const scaledTail = (x: number): number => {
  if (x <= 4) return evaluate(MIDDLE, x);
  const inverseSquare = 1 / (x * x);
  return (INVERSE_SQRT_PI - inverseSquare * evaluate(FAR, inverseSquare)) / x;
};

/** The error function 2/√π · ∫₀ˣ exp(−t²) dt. */
export const erf = (x: number): number => {
  const size = Math.abs(x);
  if (size <= NEAR_LIMIT) return x * evaluate(NEAR, x * x);
  const value = 1 - expOfMinusSquare(size) * scaledTail(size);
  return x < 0 ? -value : value;
};

/** 1 − erf(x), with its own relative accuracy where that is tiny. */
export const erfc = (x: number): number => {
  const size = Math.abs(x);
  if (size <= NEAR_LIMIT) return 1 - x * evaluate(NEAR, x * x);
  const tail = expOfMinusSquare(size) * scaledTail(size);
  return x < 0 ? 2 - tail : tail;
};

/** exp(x²)·erfc(x): what is left of the tail when its size is taken out. */
export const erfcx = (x: number): number =>
  x >= NEAR_LIMIT ? scaledTail(x) : erfc(x) / expOfMinusSquare(Math.abs(x));

/** Φ(x), the standard normal distribution function. */
export const normalCdf = (x: number): number => 0.5 * erfc(-x * Math.SQRT1_2);

/** log Φ(x), also where Φ(x) is too small for a float64. */
export const logNormalCdf = (x: number): number =>
  x > -1
    ? Math.log1p(-0.5 * erfc(x * Math.SQRT1_2))
    : Math.log(0.5 * erfcx(-x * Math.SQRT1_2)) - (x * x) / 2;

/**
 * Φ counted from the nearer end: Φ(x) up to 0, and −Φ(−x), which is never 0, beyond. It keeps its relative
 * accuracy in both tails; {@link betweenTails} takes the difference of two.
 */
export const nearerTail = (x: number): number =>
  x > 0 ? -Math.max(normalCdf(-x), Number.MIN_VALUE) : normalCdf(x);

/** Φ(b) − Φ(a) for a ≤ b, from {@link nearerTail} of both. */
export const betweenTails = (a: number, b: number): number => (a >= 0 && b < 0 ? 1 + b - a : b - a);
