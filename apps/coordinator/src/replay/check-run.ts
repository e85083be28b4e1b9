import { join } from 'node:path';
import type { Digest } from '@tributary/protocol';
import type { OpenScratch } from '@tributary/rounds';
import { blobsOf, neededBlobs } from '../runner/needed-blobs.ts';
import { openBlobStore } from '../storage/blob-store.ts';
import type { RunRecords, StoredRun } from '../storage/storage.ts';
import { type BlobCheck, createBlobCheck } from './check-blobs.ts';
import { checkChain } from './check-chain.ts';
import { checkFirst, checkRound, type RoundReport, type RoundTools } from './check-round.ts';
import { checkRows } from './check-rows.ts';
import { type Fault, faultOf } from './fault.ts';
import { type Trace, traceRun } from './trace-run.ts';

export interface RunReport {
  readonly runId: string;
  readonly name: string;
  /** Entries of the log. */
  readonly events: number;
  /** Oldest first. */
  readonly rounds: readonly RoundReport[];
  readonly faults: readonly Fault[];
}

export interface CheckOptions {
  readonly stateDir: string;
  /** One round only; all without it. */
  readonly round?: number | undefined;
  /** All that is written of the run now: a coordinator may be at work on it. */
  readonly readRecords: () => Promise<RunRecords>;
  readonly openScratch?: OpenScratch;
}

/**
 * Reads a run's log again and compares with it all that is kept of the run: rows, blobs and, where the
 * updates of a round are still there, the model that they lead to.
 * @throws {Error} where there is no such round
 */
export const checkRun = async (run: StoredRun, options: CheckOptions): Promise<RunReport> => {
  const { runId, config } = run;
  const { stateDir, round: only, readRecords, openScratch } = options;
  const records = await readRecords();
  const trace = traceRun(records.events, config);
  const blobs = openBlobStore(join(stateDir, 'checkpoints'));
  const tools: RoundTools = {
    ...{ runId, config, blobs, spoolFolder: join(stateDir, 'spool') },
    ...{ conditionOf: createBlobCheck(blobs), ...(openScratch && { openScratch }) },
  };
  const isWanted = (round: number) => only === undefined || round === only;
  const rounds: RoundReport[] = [];
  const faults: Fault[] = [...checkChain(trace, config)];
  // Behind a damaged entry the log says nothing, and the rows may say more.
  if (trace.faults.length === 0) faults.push(...checkRows(trace, records));
  if (trace.first && isWanted(0)) rounds.push(await checkFirst(trace.first.checkpoint, tools));
  for (const committed of trace.rounds) {
    if (isWanted(committed.record.round)) rounds.push(await checkRound(committed, tools));
  }
  if (rounds.length === 0 && only !== undefined && trace.faults.length === 0) {
    throw new Error(
      `Run ${runId} has no round ${only}. It has committed ${trace.rounds.length} rounds; 0 is the first model.`,
    );
  }
  const gone = new Set(rounds.flatMap((report) => report.gone));
  if (trace.faults.length === 0)
    faults.push(...(await checkNeeded(run, { trace, gone, options, tools })));
  return {
    ...{ runId, name: config.name, events: records.events.length, rounds },
    faults: [
      ...trace.faults,
      ...[...faults, ...rounds.flatMap((report) => report.faults)].filter(
        ({ round }) => round === null || isWanted(round),
      ),
    ],
  };
};

interface Needs {
  readonly trace: Trace;
  /** The blobs of the rounds looked at that are not there. */
  readonly gone: ReadonlySet<Digest>;
  readonly options: CheckOptions;
  readonly tools: { readonly conditionOf: BlobCheck };
}

/** What is missing or damaged though the run needs it; retention may have let the rest go. */
const checkNeeded = async (
  { runId, config }: StoredRun,
  { trace, gone, options, tools }: Needs,
): Promise<Fault[]> => {
  const rounds = trace.rounds.map(({ record }) => record);
  const roundOf = new Map<Digest, number>();
  for (const record of rounds) {
    for (const digest of blobsOf(record)) roundOf.set(digest, record.round);
  }
  if (trace.first) roundOf.set(trace.first.checkpoint, 0);
  // Read anew: what was needed a moment ago may have been let go since.
  const { events, checkpoints } = await options.readRecords();
  const { state } = traceRun(events, config);
  const needed = new Set(neededBlobs({ runId, config, state }, { checkpoints, keepUpdates: 0 }));
  const faults: Fault[] = [];
  for (const digest of needed) {
    const round = roundOf.get(digest);
    if (round !== undefined) {
      if (gone.has(digest)) faults.push(faultOf(round, `${digest} should be kept, but is missing`));
    } else if (options.round === undefined && (await tools.conditionOf(digest)) !== 'sound') {
      faults.push(faultOf(null, `${digest}, which the run needs, is missing or damaged`));
    }
  }
  return faults;
};
