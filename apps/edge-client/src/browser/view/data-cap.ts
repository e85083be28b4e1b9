import type { RunOffer } from '@tributary/protocol';
import { formatBytes } from './format.ts';

const MEGABYTE = 1_000_000;

/** What a person may set as the most that this device sends and receives, bytes. */
const caps = [1, 5, 10, 50, 100, 500, 1000, 5000].map((megabytes) => megabytes * MEGABYTE);

/** The choices of a list, the first one without a limit. */
export const capChoices: readonly { readonly value: string; readonly label: string }[] = [
  { value: '', label: 'No limit' },
  ...caps.map((bytes) => ({ value: String(bytes), label: formatBytes(bytes) })),
];

/** What a choice of the list means, bytes; null without a limit. */
export const capOfChoice = (value: string): number | null => (value === '' ? null : Number(value));

interface Traffic {
  readonly bytesUp: number;
  readonly bytesDown: number;
}

/** What has been used, and what the next round may take. */
export const describeUse = ({ bytesUp, bytesDown }: Traffic, run: RunOffer | null): string => {
  const used = `${formatBytes(bytesUp + bytesDown)} used so far`;
  return run === null
    ? `${used}.`
    : `${used}; a round takes up to ${formatBytes(run.modelBytes + run.updateBytes)}.`;
};
