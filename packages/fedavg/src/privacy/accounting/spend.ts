import type { DpSteps } from './dp-step.ts';
import { pldEpsilon } from './pld.ts';
import { rdpEpsilon } from './rdp.ts';

/** What has been spent at a δ, by both accountants; Infinity where there is no protection. */
export interface SpentEpsilon {
  /** Rényi DP at integer orders. */
  readonly rdp: number;
  /** The privacy loss distribution. */
  readonly pld: number;
  /** What is charged: the tighter of the two. Both are upper bounds, so the smaller one is one too. */
  readonly epsilon: number;
}

/**
 * The ε that rounds of any kinds have spent together at δ. More rounds never cost less.
 * It may take some tenths of a second, and seconds for a run of a hundred thousand rounds.
 * @throws {RangeError} for steps or a δ that make no sense
 */
export const spentEpsilon = (steps: readonly DpSteps[], delta: number): SpentEpsilon => {
  const rdp = rdpEpsilon(steps, delta).epsilon;
  const pld = pldEpsilon(steps, delta);
  return { rdp, pld, epsilon: Math.min(rdp, pld) };
};

/**
 * Whether the charge stays within a budget. The quick accountant is asked first: if it says yes, the
 * charge, which is the smaller of two bounds, is within the budget too.
 * @throws {RangeError} for steps or a δ that make no sense
 */
export const fitsBudget = (
  steps: readonly DpSteps[],
  { delta, epsilonBudget }: { readonly delta: number; readonly epsilonBudget: number },
): boolean =>
  rdpEpsilon(steps, delta).epsilon <= epsilonBudget || pldEpsilon(steps, delta) <= epsilonBudget;
