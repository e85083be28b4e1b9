import { assertDelta, assertDpSteps, type DpSteps } from './dp-step.ts';

/** Integer orders, where the sum below is exact. */
export const RDP_ORDERS: readonly number[] = Array.from({ length: 255 }, (_, index) => index + 2);

/**
 * Rényi DP at one order of the Poisson-subsampled Gaussian, added up over `steps`, under adding or
 * removing one client (Mironov, Talwar, Zhang 2019, "Rényi Differential Privacy of the Sampled Gaussian
 * Mechanism", section 3.3). For integer α:
 *
 * ```
 * RDP(α) = log Σₖ binom(α, k) · (1 − q)^(α−k) · qᵏ · exp((k² − k) / (2σ²)) / (α − 1)
 * ```
 *
 * The same sum without the exponentials is 1, so it is taken off term by term: what is left is positive
 * and nothing cancels, however small q is. Noise on an integer grid has the same moments, because a
 * shift by integers leaves the sums over the grid as they are (Canonne, Kamath, Steinke 2020).
 *
 * @param order above 1; an integer unless the sampling rate is 0 or 1
 * @returns Infinity without noise
 * @throws {RangeError} for an order in between, where published bounds are loose or need quadrature
 */
export const rdpAt = (order: number, step: DpSteps): number => {
  assertDpSteps(step);
  const { noiseMultiplier: sigma, samplingRate: q, steps } = step;
  if (!(order > 1)) throw new RangeError(`An order must be above 1, not ${order}.`);
  if (q === 0 || steps === 0) return 0;
  if (sigma === 0) return Number.POSITIVE_INFINITY;
  if (q === 1) return (steps * order) / (2 * sigma * sigma);
  if (!Number.isInteger(order)) {
    throw new RangeError(`With sampling, orders must be integers, not ${order}.`);
  }
  return (steps * softplus(logExcessMoment(order, q, sigma))) / (order - 1);
};

/** log Σₖ₌₂ binom(α, k)·(1 − q)^(α−k)·qᵏ·(exp((k² − k)/(2σ²)) − 1); the terms for k < 2 are 0. */
const logExcessMoment = (order: number, q: number, sigma: number): number => {
  const logs: number[] = [];
  let logBinomial = Math.log(order);
  for (let k = 2; k <= order; k++) {
    logBinomial += Math.log((order - k + 1) / k);
    const exponent = (k * k - k) / (2 * sigma * sigma);
    logs.push(logBinomial + (order - k) * Math.log1p(-q) + k * Math.log(q) + logExpm1(exponent));
  }
  const largest = Math.max(...logs);
  return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0));
};

/** log(exp(x) − 1) for x > 0. */
const logExpm1 = (x: number): number =>
  x > 30 ? x + Math.log1p(-Math.exp(-x)) : Math.log(Math.expm1(x));

/** log(1 + exp(x)). */
const softplus = (x: number): number =>
  x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));

export interface RdpEpsilon {
  readonly epsilon: number;
  /** The order that gave it; undefined when no order is needed. */
  readonly order?: number;
}

/**
 * The ε at δ of a Rényi curve (Canonne, Kamath, Steinke 2020, Proposition 12; Balle et al. 2020,
 * Theorem 21): ε = min over α of RDP(α) + log(1 − 1/α) − log(δ·α)/(α − 1), and at least 0.
 * Where 1 − exp(−RDP) ≤ δ², the total variation itself is at most δ (Bretagnolle and Huber 1979), so ε is 0.
 * @throws {RangeError} unless 0 < δ < 1
 */
export const epsilonOfRdp = (
  curve: readonly { readonly order: number; readonly rdp: number }[],
  delta: number,
): RdpEpsilon => {
  assertDelta(delta);
  let best: RdpEpsilon = { epsilon: Number.POSITIVE_INFINITY };
  for (const { order, rdp } of curve) {
    if (-Math.expm1(-rdp) <= delta * delta) return { epsilon: 0 };
    const epsilon =
      rdp + Math.log1p(-1 / order) - (Math.log(delta) + Math.log(order)) / (order - 1);
    if (epsilon < best.epsilon) best = { epsilon, order };
  }
  return { ...best, epsilon: Math.max(0, best.epsilon) };
};

/**
 * The ε that rounds of any kinds have spent together: their Rényi divergences add up order by order.
 * @throws {RangeError} for steps or a δ that make no sense
 */
export const rdpEpsilon = (
  steps: readonly DpSteps[],
  delta: number,
  orders: readonly number[] = RDP_ORDERS,
): RdpEpsilon =>
  epsilonOfRdp(
    orders.map((order) => ({
      order,
      rdp: steps.reduce((sum, step) => sum + rdpAt(order, step), 0),
    })),
    delta,
  );
