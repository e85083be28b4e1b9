import { type RoundRow, roundRow } from '../results/round-row.ts';
import type { RunResult, SimulationResult } from '../results/simulation-result.ts';
import { type Simulation, simulationSchema } from '../simulation-config.ts';

const NO_BLOB = `sha256:${'0'.repeat(64)}`;

const simulationOf = (changes: Partial<Record<keyof Simulation, unknown>>): Simulation =>
  simulationSchema.parse({
    name: 'small',
    title: 'Small',
    run: {
      name: 'small',
      task: { dataset: 'mnist', model: 'logistic-regression' },
      partition: { partitioner: 'IidPartitioner', params: { numPartitions: 12 } },
      cohort: { fractionTrain: 0.5, minClients: 3 },
      rounds: 4,
    },
    ...changes,
  });

interface Tested {
  readonly accuracies: readonly (number | null)[];
  /** By round; null without it. */
  readonly losses?: readonly (number | null)[];
}

/** The rows of a run whose checkpoints scored so. */
export const rowsOf = ({ accuracies, losses = [] }: Tested): RoundRow[] => {
  let row: RoundRow | undefined;
  return accuracies.map((accuracy, index) => {
    const round = index + 1;
    row = roundRow(
      {
        ...{ round, accuracy, loss: losses[index] ?? null, attempt: 1, cohort: {} },
        ...{ bytesUp: 10 * round, bytesDown: 20 * round, committedAt: 1500 * round },
        ...{ checkpoint: NO_BLOB, iterate: NO_BLOB, broadcast: NO_BLOB },
        ...{ optimizerState: null, clipNorm: null, spent: null },
        ...{ openedAt: 0, closedAt: 0, aggregatedAt: 0 },
      },
      row,
    );
    return row;
  });
};

export interface RunOf extends Tested {
  readonly variant?: string;
  readonly seed?: number;
  readonly changes?: Partial<RunResult>;
}

/** A result of such runs, of a simulation with such changes. */
export const resultOf = (
  runs: readonly RunOf[],
  changes: Partial<Record<keyof Simulation, unknown>> = {},
): SimulationResult => {
  const simulation = simulationOf(changes);
  return {
    simulation,
    clients: 12,
    runs: runs.map((run, index) => ({
      ...{ variant: run.variant ?? 'base', seed: run.seed ?? index + 1, config: simulation.run },
      ...{ clients: 12, status: 'completed', statusReason: null, rows: rowsOf(run) },
      ...{ checkpoint: null, wallS: 2, ...run.changes },
    })),
  };
};
