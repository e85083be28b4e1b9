import { describe, expect, it } from 'vitest';
import {
  betweenTails,
  erf,
  erfc,
  erfcx,
  logNormalCdf,
  nearerTail,
  normalCdf,
} from './special-functions.ts';

/** x, erf(x), erfc(x): mpmath with 40 digits. */
const ERROR_FUNCTION: readonly (readonly [number, number, number])[] = [
  [-9.5, -1.0, 2.0],
  [-4.001, -0.9999999847092178, 1.9999999847092178],
  [-1, -0.8427007929497149, 1.8427007929497148],
  [-0.47, -0.4937450508860821, 1.4937450508860821],
  [-0.46, -0.4846553900016797, 1.4846553900016797],
  [1e-8, 1.1283791670955126e-8, 0.9999999887162083],
  [0.1, 0.1124629160182849, 0.887537083981715],
  [0.46, 0.4846553900016797, 0.5153446099983203],
  [0.47, 0.4937450508860821, 0.5062549491139179],
  [1, 0.8427007929497149, 0.15729920705028513],
  [2.2, 0.9981371537020182, 0.0018628462979818898],
  [3.999, 0.9999999844552505, 1.554474949099499e-8],
  [4.001, 0.9999999847092178, 1.5290782173248732e-8],
  [6.3, 1.0, 5.124221687395715e-19],
  [9.7, 1.0, 7.936107563214511e-43],
  [15.3, 1.0, 7.9765601254207e-104],
  [26.5, 1.0, 2.2109076642637343e-307],
];

/** x, log Φ(x): mpmath with 40 digits. */
const LOG_NORMAL: readonly (readonly [number, number])[] = [
  [-1e4, -50000010.12927891],
  [-100.5, -5055.65419524366],
  [-40, -804.6084420137538],
  [-9.5, -48.30601929896523],
  [-2, -3.783184333682032],
  [-1.0000001, -1.8410217975227952],
  [-0.9999999, -1.84102149249574],
  [0, -Math.LN2],
  [0.5, -0.3689464152886564],
  [2.2, -0.014001005759384578],
  [8.5, -9.479534822203318e-18],
];

const expectRelative = (got: number, wanted: number, tolerance: number): void => {
  expect(Math.abs(got / wanted - 1)).toBeLessThan(tolerance);
};

describe('the special functions', () => {
  it.each(ERROR_FUNCTION)('are right to 1e-14 at %f', (x, wantedErf, wantedErfc) => {
    expectRelative(erf(x), wantedErf, 1e-14);
    expectRelative(erfc(x), wantedErfc, 1e-14);
    expectRelative(normalCdf(-x * Math.SQRT2), wantedErfc / 2, 2e-13);
  });

  it.each(LOG_NORMAL)('have the logarithm of the normal distribution at %f', (x, wanted) => {
    expectRelative(logNormalCdf(x), wanted, 1e-14);
  });

  it('have the tail without its exponential, also for negative x', () => {
    expectRelative(erfcx(5), 0.11070463773306863, 1e-14);
    expectRelative(erfcx(0.25), 0.7703465477309968, 1e-14);
    expectRelative(erfcx(-3), 16205.988853999586, 1e-14);
  });

  it('end where float64 ends', () => {
    expect(erfc(Number.POSITIVE_INFINITY)).toBe(0);
    expect(erfc(Number.NEGATIVE_INFINITY)).toBe(2);
    expect(erf(0)).toBe(0);
    expect(normalCdf(-40)).toBe(0);
  });

  it('take differences from the nearer tail', () => {
    const between = (a: number, b: number) => betweenTails(nearerTail(a), nearerTail(b));
    expect(between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(1);
    expectRelative(between(-1, 2), normalCdf(2) - normalCdf(-1), 1e-14);
    expectRelative(between(9, 9.5), normalCdf(-9) - normalCdf(-9.5), 1e-14);
    expectRelative(between(9, 9.5), between(-9.5, -9), 1e-14);
    expect(between(0, 0)).toBe(0);
    expectRelative(between(0, 1), normalCdf(1) - 0.5, 1e-14);
  });
});
