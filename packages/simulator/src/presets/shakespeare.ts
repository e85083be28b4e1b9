import type { SimulationInput } from '../simulation-config.ts';

/** As LEAF (Caldas et al. 2018) divides Shakespeare: a client for every speaker. */
export const shakespeare: SimulationInput = {
  name: 'shakespeare',
  title: 'Shakespeare by speaker: together and alone',
  description:
    '99 speakers, 20 a round, train a small GPT that guesses the next letter. The global model against the mean of models that each speaker trained alone, for as many epochs as a speaker takes part in on average.',
  run: {
    name: 'Shakespeare',
    task: { dataset: 'shakespeare', model: 'char-gpt' },
    partition: { partitioner: 'NaturalIdPartitioner' },
    cohort: { fractionTrain: 0.2, minClients: 20 },
    clientWork: { epochs: 1, batchSize: 4, learningRate: 0.3 },
    rounds: 20,
  },
  heldOut: { share: 0.2 },
  evaluation: { on: 'held-out', every: 4 },
  compare: { local: { epochs: 4 } },
};
