import type { RoundFacts } from '../server-optimizer.ts';

/**
 * What is done about m and v beginning at zero:
 * - `none`: nothing, as in Reddi et al. 2021, algorithm 2;
 * - `textbook`: η·√(1 − β₂ᵗ) / (1 − β₁ᵗ) in round t (Kingma and Ba 2015, "Adam", the line before
 *   section 2.1), which TensorFlow Federated does in Adam and in Yogi;
 * - `flower`: the same with t + 1 in place of t, which Flower does in FedAdam; its first steps are
 *   shorter than the textbook's.
 */
export type BiasCorrection = 'none' | 'textbook' | 'flower';

/** What η is multiplied by; undefined where it stays as it is. */
export const biasCorrection = (
  correction: BiasCorrection,
  { beta1, beta2 }: { readonly beta1: number; readonly beta2: number },
): ((facts: RoundFacts) => number) | undefined => {
  if (correction === 'none') return undefined;
  const ahead = correction === 'flower' ? 1 : 0;
  return ({ round }) => Math.sqrt(1 - beta2 ** (round + ahead)) / (1 - beta1 ** (round + ahead));
};
