import { type RoundRow, type Simulation, simulationSchema } from '@tributary/simulator';

/** A simulation of ten clients and four rounds. */
export const simulationOf = (changes: object = {}): Simulation =>
  simulationSchema.parse({
    name: 'mine',
    title: 'Mine',
    run: {
      name: 'mine',
      task: { dataset: 'mnist', model: 'mlp-2nn' },
      partition: { partitioner: 'IidPartitioner', params: { numPartitions: 10 } },
      rounds: 4,
    },
    ...changes,
  });

/** A round that scored so. */
export const rowOf = (round: number, changes: Partial<RoundRow> = {}): RoundRow => ({
  round,
  ...{ accuracy: 0.5, loss: 1.25, bestAccuracy: 0.5, attempts: 1, cohort: 3, reported: 3 },
  ...{ bytesUp: 2_000_000, bytesDown: 4_000_000, virtualS: round },
  ...changes,
});
