import type { Random } from '@tributary/fedavg';

/**
 * The logarithm of a Gamma(shape, 1) deviate, by the method of Marsaglia & Tsang 2000 ("A Simple
 * Method for Generating Gamma Variables"). Shapes below 1 use their identity
 * Gamma(a) = Gamma(a + 1) · U^(1/a); the logarithm keeps that from underflowing when a is small.
 */
export const logGamma = (shape: number, random: Random): number => {
  if (shape < 1) return logGamma(shape + 1, random) + Math.log(1 - random.uniform()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
      return Math.log(d * v);
    }
  }
};

/** A draw from the symmetric Dirichlet(alpha, …, alpha): `count` shares that add up to 1. */
export const dirichlet = (alpha: number, count: number, random: Random): Float64Array => {
  const logs = Float64Array.from({ length: count }, () => logGamma(alpha, random));
  const largest = logs.reduce((a, b) => Math.max(a, b));
  const shares = logs.map((log) => Math.exp(log - largest));
  const total = shares.reduce((a, b) => a + b);
  return shares.map((share) => share / total);
};
