import {
  type OptimizerState,
  type RoundFacts,
  requireFacts,
  type ServerOptimizer,
} from '../server-optimizer.ts';
import { addScaled } from '../vector.ts';

/**
 * The server of SCAFFOLD (Karimireddy et al. 2020, "SCAFFOLD: Stochastic Controlled Averaging for
 * Federated Learning", algorithm 1, lines 16 and 17). The aggregate is [δ̄, Δc̄], the means of the two
 * vectors that each update carries: w ← w + η·δ̄ and c ← c + |S|/N·Δc̄. Its one state vector is the sum N·c
 * of all clients' variates, which |S|·Δc̄ keeps up with; so c is their mean also when others have joined.
 *
 * @throws {RangeError} from `apply` when the aggregate is not twice as long as the weights
 */
export const controlVariate = ({
  learningRate,
}: {
  /** η. */
  readonly learningRate: number;
}): ServerOptimizer => ({
  name: 'control variate',
  init: (size) => [new Float32Array(size)],
  apply: (weights, delta, [sum], facts) => {
    const { numUpdates } = requireFacts(facts, 'SCAFFOLD');
    if (delta.length !== 2 * weights.length) {
      throw new RangeError(
        `SCAFFOLD's updates carry ${2 * weights.length} values, not ${delta.length}: a delta and the change of a control variate.`,
      );
    }
    const moved = delta.subarray(0, weights.length);
    const change = delta.subarray(weights.length);
    return {
      weights: addScaled(weights, learningRate, moved),
      state: [addScaled(sum as Float32Array, numUpdates, change)],
    };
  },
});

/** c, which clients download: the mean of all clients' variates. */
export const sharedVariate = (
  [sum]: OptimizerState,
  { numClients }: Pick<RoundFacts, 'numClients'>,
): Float32Array => (sum as Float32Array).map((value) => value / numClients);
