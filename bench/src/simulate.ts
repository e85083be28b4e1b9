import { selectExamples } from '@tributary/model-zoo';
import { runConfigSchema } from '@tributary/protocol';
import { fleetSchema, simulate } from '@tributary/simulator';
import { createCrew, loadData, prepareRun } from '@tributary/simulator/node';
import { median } from './median.ts';

const CLIENTS = 1_000;
const EXAMPLES_EACH = 50;
const ROUNDS = 100;
/** The first rounds start the threads and record the steps. */
const WARM_UP_ROUNDS = 10;

const MB = 2 ** 20;

/**
 * How many client updates a second the simulator makes: 1,000 clients of 50 drawn digits, logistic
 * regression, a tenth of them a round, tested every tenth round.
 */
export const benchSimulate = async (json: boolean): Promise<void> => {
  const config = runConfigSchema.parse({
    name: 'Simulator',
    task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
    partition: { partitioner: 'IidPartitioner', params: { numPartitions: CLIENTS } },
    cohort: { fractionTrain: 0.1, minClients: CLIENTS / 10 },
    clientWork: { epochs: 1, batchSize: 10, learningRate: 0.05 },
    rounds: ROUNDS,
  });
  const drawn = await loadData('synthetic-digits', { offline: true });
  // Drawing 50,000 digits takes long; seeing some again changes neither time nor memory.
  const again = Int32Array.from(
    { length: CLIENTS * EXAMPLES_EACH },
    (_, index) => index % drawn.train.numExamples,
  );
  const prepared = prepareRun({ ...drawn, train: selectExamples(drawn.train, again) }, config, {
    clients: CLIENTS,
    heldOut: undefined,
    evaluation: { every: 10, on: 'test' },
  });
  const crew = createCrew(prepared.crew);
  const rounds: { readonly ms: number; readonly residentMB: number; readonly updates: number }[] =
    [];
  let lastMs = performance.now();
  const { state } = await simulate({
    ...{ config, crew, fleet: fleetSchema.parse({}), evaluateEvery: 10 },
    ...prepared.wire,
    clients: prepared.clients,
    blobs: [prepared.first],
    onRound: ({ cohort }) => {
      const nowMs = performance.now();
      const residentMB = process.memoryUsage.rss() / MB;
      rounds.push({ ms: nowMs - lastMs, residentMB, updates: Object.keys(cohort).length });
      lastMs = nowMs;
      return undefined;
    },
  });
  await crew.close();
  const measured = rounds.slice(WARM_UP_ROUNDS);
  const totalMs = measured.reduce((sum, { ms }) => sum + ms, 0);
  const updates = measured.reduce((sum, round) => sum + round.updates, 0);
  const figures = {
    clientUpdatesPerS: Math.round((1000 * updates) / totalMs),
    peakMB: Math.round(Math.max(...rounds.map(({ residentMB }) => residentMB))),
  };
  if (json) {
    console.log(JSON.stringify(figures));
    return;
  }
  const residentOf = (part: typeof rounds) =>
    Math.round(median(part.map((round) => round.residentMB)));
  console.log(
    [
      `${figures.clientUpdatesPerS} client updates a second over ${measured.length} rounds on ${crew.threads} threads`,
      `median round ${median(measured.map(({ ms }) => ms)).toFixed(1)} ms`,
      `resident memory: rounds 11–30 ${residentOf(rounds.slice(10, 30))} MB, rounds 81–100 ${residentOf(rounds.slice(80))} MB, peak ${figures.peakMB} MB`,
      `accuracy ${state.history.at(-1)?.accuracy}`,
    ].join('\n'),
  );
};
