import { describeData, type Examples } from '@tributary/model-zoo';
import { describeRejection, type RunConfig, type RunStatus } from '@tributary/protocol';
import { completeRules } from '@tributary/rounds';
import type { BackendChoice, Trainer } from '@tributary/trainer';
import type { Crew } from '../crew.ts';
import { fleetSchema } from '../fleet.ts';
import { type PreparedRun, prepareRun } from '../prepare-run.ts';
import { type RoundRow, roundRow } from '../results/round-row.ts';
import { simulate } from '../simulate.ts';
import { preparationOf } from './hand.ts';
import { createLoneCrew } from './lone-crew.ts';

/** A round of a rehearsal: its times are real ones of this device. */
export interface RehearsedRound extends RoundRow {
  /** What all virtual clients' work, screening, averaging and testing took, one after another. */
  readonly wallMs: number;
  /** What one client's work took, on average: training and packing. */
  readonly clientMs: number;
}

/** What happens while a rehearsal goes on. */
export type RehearsalNews =
  | {
      readonly type: 'ready';
      readonly backend: Pick<BackendChoice, 'backend' | 'reason'>;
      readonly clients: number;
    }
  | {
      readonly type: 'work';
      readonly round: number;
      readonly finished: number;
      readonly ordered: number;
    }
  | { readonly type: 'round'; readonly row: RehearsedRound };

/** What a rehearsal came to. */
export interface Rehearsal {
  readonly status: RunStatus;
  /** Why it ended before its last round; null if it did not. */
  readonly statusReason: string | null;
  readonly rounds: readonly RehearsedRound[];
  /** The most bytes of a model on its way down, and of an update on its way up. */
  readonly modelBytes: number;
  readonly updateBytes: number;
  /** What clients said or were told instead of reporting, each once. */
  readonly refusals: readonly string[];
}

export interface RehearsalOptions {
  readonly trainer: Trainer;
  readonly onNews: (news: RehearsalNews) => void;
  readonly signal?: AbortSignal;
}

/** So many rounds show whether everything fits, and in which direction it goes. */
const ROUNDS = 3;
const LEAST_CLIENTS = 4;
/** A thousand would take minutes, one after another. */
const MOST_CLIENTS = 50;
/** Of each client's examples; what is left over is tested on. */
const HELD_OUT = { share: 0.25, by: 'random' } as const;
/** Virtual devices that are never late: what a round really takes is measured. */
const FLEET = fleetSchema.parse({
  examplesPerS: { median: 1e9 },
  downMbps: { median: 1e9 },
  upMbps: { median: 1e9 },
  latencyMs: 0,
});

/** How many virtual clients rehearse a run. */
export const rehearsalClients = ({ cohort }: Pick<RunConfig, 'cohort'>): number =>
  Math.min(MOST_CLIENTS, Math.max(LEAST_CLIENTS, cohort.minClients));

/** The run as it is rehearsed: a few rounds, among fewer clients; whose an example is, its natural id says. */
export const rehearsedConfig = (config: RunConfig): RunConfig => ({
  ...config,
  rounds: Math.min(ROUNDS, config.rounds),
  partition: { ...config.partition, partitioner: 'NaturalIdPartitioner', params: {} },
  cohort: { ...config.cohort, minClients: Math.min(config.cohort.minClients, MOST_CLIENTS) },
});

/** What is rehearsed. */
export interface Rehearsed {
  readonly config: RunConfig;
  /** Each with the number of its client as its natural id. */
  readonly examples: Examples;
  /** The frame of the weights that the run begins with, where the seed does not draw them. */
  readonly pretrained?: Uint8Array | undefined;
}

/**
 * A few rounds of a run on virtual clients, one after another in this very thread: what a coordinator and its
 * devices would do, before any of them is bothered.
 *
 * @throws {RangeError} when the config does not fit the examples, or the model cannot be built for them;
 * `TrainerError` when nothing here can train it; the signal's reason
 */
export const rehearse = async (
  { config: planned, ...given }: Rehearsed,
  { trainer, onNews, signal }: RehearsalOptions,
): Promise<Rehearsal> => {
  const config = withAllParameters(rehearsedConfig(planned));
  const prepared = prepare({ config, ...given });
  const choice = trainer.prepare(preparationOf(prepared.crew));
  const { backend, reason } = await choice;
  onNews({ type: 'ready', backend: { backend, reason }, clients: prepared.clients.length });
  const watched = watch(createLoneCrew(prepared.crew, { trainer, choice }), onNews);
  const rounds: RehearsedRound[] = [];
  let startedMs = performance.now();
  const { state } = await simulate({
    ...{ config, crew: watched.crew, fleet: FLEET, ...prepared.wire },
    clients: prepared.clients,
    blobs: [prepared.first],
    onRound: (record) => {
      const now = performance.now();
      const row = {
        ...roundRow(record, rounds.at(-1)),
        ...{ wallMs: now - startedMs, clientMs: watched.takeMeanMs() },
      };
      startedMs = now;
      rounds.push(row);
      onNews({ type: 'round', row });
      return undefined;
    },
    ...(signal && { signal }),
  });
  const { modelBytes, updateBytes } = prepared.wire;
  return {
    ...{ status: state.status, statusReason: state.statusReason, rounds },
    ...{ modelBytes, updateBytes, refusals: [...watched.refusals] },
  };
};

/** @throws {RangeError} when a rule's parameters are wrong */
const withAllParameters = (config: RunConfig): RunConfig => {
  const completed = completeRules(config);
  if (!completed.ok) throw new RangeError(describeRejection(completed));
  return completed.config;
};

const prepare = ({ config, examples, pretrained }: Rehearsed): PreparedRun => {
  const dataset = describeData(config.task.dataset);
  const world = {
    ...{ clients: undefined, heldOut: HELD_OUT },
    evaluation: { every: 1, on: 'held-out' },
  } as const;
  const data = { dataset, train: examples, test: examples };
  const prepared = prepareRun(data, config, world, { pretrained });
  if (prepared.crew.test.numExamples === 0) {
    throw new RangeError(
      'There are too few examples to try this out: every virtual client needs a handful.',
    );
  }
  return prepared;
};

/** A crew that says what it is at, how long clients take and what went wrong. */
const watch = (crew: Crew, onNews: RehearsalOptions['onNews']) => {
  const refusals = new Set<string>();
  let times: number[] = [];
  const work = { round: 0, finished: 0, ordered: 0 };
  let lastEndMs = 0;
  return {
    refusals,
    takeMeanMs: (): number => {
      const mean = times.reduce((sum, ms) => sum + ms, 0) / Math.max(1, times.length);
      times = [];
      return mean;
    },
    crew: {
      ...crew,
      train: async (...[order, signal]: Parameters<Crew['train']>) => {
        const { round } = order.plan;
        if (work.round !== round) Object.assign(work, { round, finished: 0, ordered: 0 });
        work.ordered++;
        const orderedMs = performance.now();
        const outcome = await crew.train(order, signal);
        const endMs = performance.now();
        // Orders wait for each other: one begins when the one before has ended.
        times.push(endMs - Math.max(orderedMs, lastEndMs));
        lastEndMs = endMs;
        if (!outcome.ok)
          refusals.add('reason' in outcome ? outcome.reason : describeRejection(outcome));
        work.finished++;
        onNews({ type: 'work', ...work });
        return outcome;
      },
    } satisfies Crew,
  };
};
