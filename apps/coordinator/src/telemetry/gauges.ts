import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runStatuses } from '@tributary/protocol';
import { Gauge, type Registry } from 'prom-client';
import type { Sessions } from '../gateway/sessions.ts';
import type { Runner } from '../runner/runner.ts';
import { isActive, type Runs } from '../runner/runs.ts';

export interface GaugeSources {
  readonly registry: Registry;
  readonly runs: Pick<Runs, 'all'>;
  readonly sessions: Sessions;
  /** Uploads that have begun and are not judged yet. */
  readonly uploadsInProgress: () => number;
  readonly spoolFolder: string;
  readonly isDatabaseUp: () => Promise<boolean>;
}

/** Of so many active runs, the newest, the round is told by name: a label costs memory wherever it is kept. */
const NAMED_RUNS = 20;

/** What is looked up whenever somebody asks. */
export const registerGauges = (sources: GaugeSources): void => {
  const { registry, runs, sessions, uploadsInProgress, spoolFolder, isDatabaseUp } = sources;
  const gauge = <Label extends string = never>(
    name: string,
    help: string,
    options: {
      readonly labels?: readonly Label[];
      readonly collect: (gauge: Gauge<Label>) => void | Promise<void>;
    },
  ): void => {
    new Gauge<Label>({
      ...{ name, help, labelNames: [...(options.labels ?? [])], registers: [registry] },
      collect() {
        return options.collect(this);
      },
    });
  };

  gauge('tributary_clients', 'Clients by state: connected, of these enrolled, of these training.', {
    labels: ['state'],
    collect: (clients) => {
      clients.set({ state: 'connected' }, sessions.count);
      clients.set({ state: 'enrolled' }, sessions.enrolled().length);
      clients.set(
        { state: 'training' },
        runs.all().reduce((sum, run) => sum + inTraining(run), 0),
      );
    },
  });
  gauge('tributary_runs', 'Runs by status.', {
    labels: ['status'],
    collect: (counts) => {
      for (const status of runStatuses) {
        counts.set({ status }, runs.all().filter(({ state }) => state.status === status).length);
      }
    },
  });
  gauge('tributary_run_round', 'The last committed round of active runs, the newest of them.', {
    labels: ['run'],
    collect: (rounds) => {
      rounds.reset();
      for (const { runId, state } of runs.all().filter(isActive).slice(0, NAMED_RUNS)) {
        rounds.set({ run: runId }, state.history.length);
      }
    },
  });
  gauge('tributary_queue_depth', 'What waits: events for the log, uploads for their end.', {
    labels: ['queue'],
    collect: (depths) => {
      const events = runs.all().reduce((sum, { waiting }) => sum + waiting, 0);
      depths.set({ queue: 'log' }, events);
      depths.set({ queue: 'uploads' }, uploadsInProgress());
    },
  });
  gauge('tributary_spool_bytes', 'Updates on disk that wait for their round to be folded.', {
    collect: async (bytes) => bytes.set(await bytesIn(spoolFolder)),
  });
  gauge('tributary_database_up', 'Whether the database answers.', {
    collect: async (up) => up.set((await isDatabaseUp()) ? 1 : 0),
  });
};

/** Of how many clients an update is expected now. */
const inTraining = ({ state: { phase, flight } }: Runner): number => {
  const cohort = phase.name === 'reporting' ? Object.values(phase.cohort) : [];
  const inFlight = Object.values(flight?.members ?? {}).map(({ member }) => member);
  return [...cohort, ...inFlight].filter(({ status }) => status === 'training').length;
};

/** What is removed meanwhile does not count. */
const bytesIn = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    bytes += entry.isDirectory()
      ? await bytesIn(path)
      : await stat(path).then(
          ({ size }) => size,
          () => 0,
        );
  }
  return bytes;
};
