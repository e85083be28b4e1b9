import type { RunDetail } from '@tributary/protocol';
import type { RoundRecord } from '@tributary/rounds';
import {
  createTerminal,
  followRun,
  formatAccuracy,
  formatBytes,
  formatSeconds,
  type RunResult,
  type Terminal,
} from '@tributary/terminal';
import type { Connection } from './connection.ts';

const silent: Terminal = { print: () => undefined, show: () => undefined };

/**
 * Shows a run until it completes: bars on a terminal, lines in a pipe, with --json an object for each round and for
 * the end.
 * @throws {RunEndError} when it ends otherwise
 */
export const watchToEnd = async (
  { access, output, signal }: Connection,
  run: RunDetail,
): Promise<void> => {
  const terminal = output.isJson ? silent : createTerminal(process.stdout);
  const printJson = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);
  const result = await followRun(access, run, {
    ...{ terminal, signal, unattended: false },
    onRound: output.isJson ? (record) => printJson(roundOf(record)) : undefined,
  });
  output.result({ event: 'completed', ...result }, () => describeResult(result));
};

const roundOf = ({ cohort, ...record }: RoundRecord) => ({
  event: 'round',
  round: record.round,
  accuracy: record.accuracy,
  loss: record.loss,
  clients: Object.keys(cohort).length,
  reported: Object.values(cohort).filter(({ status }) => status === 'reported').length,
  bytesUp: record.bytesUp,
  bytesDown: record.bytesDown,
  openedAt: record.openedAt,
  committedAt: record.committedAt,
  checkpoint: record.checkpoint,
});

const describeResult = ({ rounds, accuracy, bytesUp, bytesDown, wallMs }: RunResult): string =>
  `Completed: ${rounds} rounds in ${formatSeconds(wallMs)}, accuracy ${formatAccuracy(accuracy)}, ↑ ${formatBytes(bytesUp)} ↓ ${formatBytes(bytesDown)}.`;
