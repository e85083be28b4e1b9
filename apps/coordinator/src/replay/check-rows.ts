import type { RunRecords, StoredCheckpoint, StoredUpdate } from '../storage/storage.ts';
import { type Fault, faultOf } from './fault.ts';
import type { Trace } from './trace-run.ts';

/** Where the rows of a run's checkpoints and updates say something else than its log. */
export const checkRows = (
  trace: Trace,
  { checkpoints, updates }: Pick<RunRecords, 'checkpoints' | 'updates'>,
): Fault[] => [...checkCheckpoints(trace, checkpoints), ...checkUpdates(trace.updates, updates)];

const checkCheckpoints = ({ rounds, first }: Trace, rows: readonly StoredCheckpoint[]): Fault[] => {
  const byRound = new Map(rows.map((row) => [row.round, row]));
  const faults = rounds.flatMap(({ record }) => {
    const { round } = record;
    const row = byRound.get(round);
    byRound.delete(round);
    if (!row) return [faultOf(round, 'the log commits it, but its checkpoint has no row')];
    const { checkpoint, optimizerState, accuracy, loss, committedAt } = record;
    const said = { digest: checkpoint, optimizerState, accuracy, loss, createdAt: committedAt };
    return Object.entries(said)
      .filter(([name, value]) => row[name as keyof typeof said] !== value)
      .map(([name]) =>
        faultOf(round, `the log and the checkpoint's row disagree on its ${words[name]}`),
      );
  });
  const initial = byRound.get(0);
  byRound.delete(0);
  if (first && initial?.digest !== first.checkpoint) {
    faults.push(faultOf(0, "the log and the checkpoint's row disagree on its model"));
  }
  for (const round of byRound.keys()) {
    faults.push(faultOf(round, 'its checkpoint has a row, but the log does not commit it'));
  }
  return faults;
};

const words: Readonly<Record<string, string>> = {
  digest: 'model',
  optimizerState: 'optimizer state',
  accuracy: 'accuracy',
  loss: 'loss',
  createdAt: 'time',
};

const checkUpdates = (logged: readonly StoredUpdate[], rows: readonly StoredUpdate[]): Fault[] => {
  const keyOf = ({ round, attempt, clientId, digest }: StoredUpdate) =>
    [round, attempt, clientId, digest].join(' ');
  const inLog = new Set(logged.map(keyOf));
  const inRows = new Set(rows.map(keyOf));
  const sayOf = (update: StoredUpdate, what: string) =>
    faultOf(update.round, `the update of ${update.clientId} ${what}`);
  return [
    ...logged
      .filter((update) => !inRows.has(keyOf(update)))
      .map((update) => sayOf(update, 'is in the log, but has no row that says the same')),
    ...rows
      .filter((update) => !inLog.has(keyOf(update)))
      .map((update) => sayOf(update, 'has a row, but the log does not say the same')),
  ];
};
