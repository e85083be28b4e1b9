import { z } from 'zod';
import type { AdditiveAggregator } from '../aggregator.ts';
import { requireScalar, type UpdateInfo } from '../client-update.ts';
import { sgd } from '../server-optimizers/sgd.ts';
import { defineStrategy } from '../strategy.ts';
import { weightedSum } from '../weighted-sum.ts';

interface FairMeanOptions {
  /** q ≥ 0; 0 is the plain mean. */
  readonly fairness: number;
  /** L, of the gradient: 1 / the clients' learning rate. */
  readonly lipschitz: number;
}

/**
 * A loss is what the client says. Kept within bounds, so that nobody can outweigh all others at will, nor
 * stop the model with a loss of 0, whose power q − 1 has no end.
 */
const lossOf = (info: UpdateInfo): number =>
  Math.min(100, Math.max(1e-3, requireScalar(info, 'lossBefore')));

/**
 * The step of q-FedAvg (Li et al. 2020, algorithm 2). In the paper Δwₖ = L·(w − wₖ) = −L·δₖ,
 * hₖ = q·Fₖ^(q−1)·‖Δwₖ‖² + L·Fₖ^q and w ← w − Σ Fₖ^q·Δwₖ / Σ hₖ; with both sides divided by L:
 * Δ = Σ Fₖ^q·δₖ / Σ (q·Fₖ^(q−1)·L·‖δₖ‖² + Fₖ^q). Fₖ is each client's own loss before it trained.
 */
export const createFairMean = ({ fairness: q, lipschitz }: FairMeanOptions): AdditiveAggregator =>
  weightedSum({
    name: 'FairMean',
    weigh: (info) => lossOf(info) ** q,
    tally: (info) => {
      const loss = lossOf(info);
      return [q * loss ** (q - 1) * lipschitz * requireScalar(info, 'norm') ** 2 + loss ** q];
    },
    divisor: ([total = 0]) => total,
  });

export const qFedAvg = defineStrategy({
  name: 'QFedAvg',
  summary: 'FedAvg that listens more to clients whose loss is high, so that none is left behind.',
  paper: 'Li et al. 2020, Fair Resource Allocation in Federated Learning',
  formula: 'w ← w + Σ Fₖ^q·δₖ / Σ (q·Fₖ^(q−1)·L·‖δₖ‖² + Fₖ^q)',
  cost: 'As FedAvg; clients tell their loss before training.',
  hyperparams: z.object({
    q: z.number().min(0).max(10).default(0.1).meta({
      title: 'Fairness (q)',
      description: 'How much more a client with a high loss counts; 0 counts all clients the same.',
    }),
    clientLearningRate: z.number().positive().max(100).default(0.05).meta({
      title: 'Client learning rate',
      description:
        "Takes the place of the run's own; its inverse stands for the smoothness of the loss (L).",
    }),
  }),
  build: ({ q, clientLearningRate }) => ({
    clientWork: { learningRate: clientLearningRate },
    aggregator: createFairMean({ fairness: q, lipschitz: 1 / clientLearningRate }),
    serverOptimizer: sgd({ learningRate: 1, momentum: 0 }),
    needs: ['lossBefore', 'norm'],
    ownAggregator: 'its weights by loss are all that it adds to FedAvg.',
  }),
});
