import type { RunOffer } from '@tributary/protocol';
import { formatBytes, formatCount } from './format.ts';

/** Bytes that a run moves at most on a device that is in every round. */
interface RunTraffic {
  /** Each round. */
  readonly up: number;
  readonly down: number;
  /** Once: the model that adapters are put on. */
  readonly base: number;
  readonly wholeUp: number;
  /** Without demo data. */
  readonly wholeDown: number;
}

type Sizes = Pick<RunOffer, 'updateBytes' | 'modelBytes' | 'baseBytes' | 'rounds'>;

export const runTraffic = ({
  updateBytes,
  modelBytes,
  baseBytes = 0,
  rounds,
}: Sizes): RunTraffic => ({
  up: updateBytes,
  down: modelBytes,
  base: baseBytes,
  wholeUp: updateBytes * rounds,
  wholeDown: modelBytes * rounds + baseBytes,
});

/** "Each round: 797 kB up, 797 kB down. All 10 rounds: 7.97 MB up, 7.97 MB down." */
export const describeTraffic = (run: Sizes): string => {
  const { up, down, base, wholeUp, wholeDown } = runTraffic(run);
  const once =
    base === 0
      ? ''
      : ` Once: ${formatBytes(base)} down, the model that is adapted, which is in this.`;
  return `Each round up to ${formatBytes(up)} up and ${formatBytes(down)} down; all ${formatCount(run.rounds)} rounds up to ${formatBytes(wholeUp)} up and ${formatBytes(wholeDown)} down.${once}`;
};

/** The same of several runs that a device takes part in: the largest round of all, and the sum of all rounds. */
export const describeTrafficOfAll = (runs: readonly Sizes[]): string => {
  const traffic = runs.map(runTraffic);
  const most = (key: 'up' | 'down') => formatBytes(Math.max(...traffic.map((run) => run[key])));
  const all = (key: 'wholeUp' | 'wholeDown') =>
    formatBytes(traffic.reduce((sum, run) => sum + run[key], 0));
  return `A round of any of the ${runs.length} runs up to ${most('up')} up and ${most('down')} down; all rounds of all runs up to ${all('wholeUp')} up and ${all('wholeDown')} down.`;
};

/** What taking part in a run with demo data moves in all; without the data's size where that is not known. */
export const describeWholeTraffic = (
  run: Sizes & Pick<RunOffer, 'name'>,
  shardBytes: number | null,
): string => {
  const { wholeUp, wholeDown } = runTraffic(run);
  const [shard, whole] =
    shardBytes === null
      ? ['The data come down once.', 'the data not counted']
      : [`Up to ${formatBytes(shardBytes)} of data come down once.`, 'the data counted'];
  const sum = formatBytes(wholeUp + wholeDown + (shardBytes ?? 0));
  return `${shard} All of “${run.name}” then moves up to ${sum}, ${whole}.`;
};
