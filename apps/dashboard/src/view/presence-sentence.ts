import { isEnded, type RunStatus } from '@tributary/protocol';
import { countOf, formatNumber } from './format.ts';

interface Presence {
  readonly status: RunStatus;
  /** How many clients a round waits for. */
  readonly wanted: number;
  /** Those in the run; clients are counted in when it starts. */
  readonly inRun: number;
  /** Those connected to the coordinator, for this run or others. */
  readonly connected: number;
}

/** Who is there now for a run that devices are invited to, and whom it waits for. */
export const presenceSentence = ({ status, wanted, inRun, connected }: Presence): string => {
  if (isEnded(status)) return 'This run has ended; nobody can join it any more.';
  if (status === 'created') {
    const goal = `Once it is started, it begins as soon as ${are(wanted)} in it.`;
    return connected === 0
      ? `No device is connected yet. ${goal}`
      : `${are(connected)} connected now; those that may join this run do when it is started. ${goal}`;
  }
  const joined = inRun === 0 ? 'No device is in this run yet' : `${are(inRun)} in this run now`;
  return inRun < wanted
    ? `${joined}: a round waits for ${formatNumber(wanted - inRun)} more.`
    : `${joined}: enough to train.`;
};

const are = (count: number): string => `${countOf(count, 'device')} ${count === 1 ? 'is' : 'are'}`;
