import type { Crew } from '../crew.ts';
import { createCrew } from '../node/crew.ts';
import { loadData } from '../node/load-data.ts';
import { prepareRun } from '../prepare-run.ts';
import type { SimulationOptions } from '../scene.ts';
import { simulate } from '../simulate.ts';
import {
  runsOf,
  type SimulatedRun,
  type Simulation,
  simulationSchema,
} from '../simulation-config.ts';

/** Twelve clients learn drawn digits with the smallest model; a second on one core. */
export const smallSimulation = (changes: Record<string, unknown> = {}): Simulation =>
  simulationSchema.parse({
    name: 'small',
    title: 'Small',
    run: {
      name: 'small',
      task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
      partition: { partitioner: 'DirichletPartitioner', params: { numPartitions: 60, alpha: 1 } },
      cohort: { fractionTrain: 0.5, minClients: 3 },
      clientWork: { epochs: 1, batchSize: 20, learningRate: 0.1 },
      strategy: { name: 'FedAvgM' },
      rounds: 4,
      seed: 7,
    },
    clients: 12,
    ...changes,
  });

const data = loadData('synthetic-digits', { offline: true });

/** Threads for runs of {@link smallSimulation}; they serve all that divide the data alike. */
export const startSmallCrew = async (simulation: Simulation, threads: number): Promise<Crew> => {
  const [{ config }] = runsOf(simulation) as [SimulatedRun];
  return createCrew({ ...prepareRun(await data, config, simulation).crew, threads });
};

/** The first global model of {@link smallSimulation}. */
export const firstFrame = async (): Promise<Uint8Array> => {
  const simulation = smallSimulation();
  const [{ config }] = runsOf(simulation) as [SimulatedRun];
  return prepareRun(await data, config, simulation).first;
};

/** Runs a simulation's first run on real threads. */
export const runSmall = async (
  simulation: Simulation,
  { crew, ...options }: Partial<SimulationOptions> & { readonly crew: Crew },
) => {
  const [{ config }] = runsOf(simulation) as [SimulatedRun];
  const prepared = prepareRun(await data, config, simulation);
  return simulate({
    ...{ config, crew, fleet: simulation.fleet, evaluateEvery: 4 },
    ...prepared.wire,
    clients: prepared.clients,
    blobs: [prepared.first],
    ...options,
  });
};
