import type { SimulationInput } from '../simulation-config.ts';

/**
 * Pre-train, then fine-tune in a federation: the first 30 % of the speakers train a small GPT in one
 * place, and the others go on with low-rank adapters of it (Hu et al. 2021), against the same others
 * from new weights at equal rounds. Models are tested on what the others keep back, so that nobody's
 * text is both in the pre-training and in the test.
 */
export const shakespearePretrained: SimulationInput = {
  name: 'shakespeare-pretrained',
  title: 'Shakespeare by speaker: adapters of a pretrained GPT, and one from scratch',
  description:
    'The first 30 % of the speakers pre-train a small GPT in one place. The others, 10 a round, train low-rank adapters of it, or the whole model from new weights; tested on a fifth of their own text.',
  run: {
    name: 'Shakespeare',
    task: { dataset: 'shakespeare', model: 'char-gpt' },
    partition: { partitioner: 'NaturalIdPartitioner' },
    cohort: { fractionTrain: 0.1, minClients: 10 },
    clientWork: { epochs: 1, batchSize: 4, learningRate: 0.3 },
    rounds: 15,
  },
  heldOut: { share: 0.2 },
  evaluation: { on: 'held-out' },
  pretraining: { share: 0.3, together: true, run: { rounds: 10 } },
  variants: [
    { name: 'from scratch' },
    {
      name: 'pretrained, adapters',
      start: 'pretrained',
      adapter: { rank: 8, alpha: 16, targets: ['block'] },
      run: { clientWork: { learningRate: 1 } },
    },
  ],
};
