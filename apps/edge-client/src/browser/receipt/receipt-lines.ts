import { countOf, formatBytes, formatCount } from '../view/format.ts';
import { locale } from '../view/locale.ts';
import type { Receipt, ReceiptRun } from './make-receipt.ts';

/** One line of a receipt: what, and how much of it. */
export interface ReceiptLine {
  readonly label: string;
  readonly value: string;
}

const epsilons = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** The lines above those of the runs. */
export const receiptLines = (receipt: Receipt): ReceiptLine[] => [
  { label: 'For', value: receipt.coordinator },
  { label: 'From', value: dates.format(new Date(receipt.joinedAt)) },
  { label: 'Until', value: dates.format(new Date(receipt.leftAt)) },
  { label: 'Sent', value: formatBytes(receipt.bytesSent) },
  { label: 'Received', value: formatBytes(receipt.bytesReceived) },
  ...(receipt.clientId === null ? [] : [{ label: 'Known as', value: receipt.clientId }]),
];

/** The lines of one run. */
export const runLines = (run: ReceiptRun): ReceiptLine[] => {
  const { updates, roundsOfRun, privacy } = run;
  const last = updates.findLast(({ model }) => model !== null)?.model;
  const examples = updates.reduce((sum, update) => sum + update.examples, 0);
  return [
    {
      label: 'Rounds',
      value: `${inRanges(updates.map(({ round }) => round))}${roundsOfRun > 0 ? ` of ${formatCount(roundsOfRun)}` : ''}`,
    },
    { label: 'Trained over', value: `${countOf(examples, 'example')}, counted in every round` },
    {
      label: 'Your last update is in',
      value: last
        ? `the model of round ${last.round}, ${last.checkpoint}`
        : 'not told by the coordinator',
    },
    ...(privacy ? [{ label: 'Privacy', value: privacySentence(privacy) }] : []),
  ];
};

/** Rounds that follow each other as one: "1–3, 5". */
const inRanges = (rounds: readonly number[]): string => {
  const ranges: { first: number; last: number }[] = [];
  for (const round of rounds.toSorted((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open?.last === round - 1) open.last = round;
    else ranges.push({ first: round, last: round });
  }
  return ranges.map(({ first, last }) => (first === last ? first : `${first}–${last}`)).join(', ');
};

/** What the run has spent of its budget, and what that means for this device. */
const privacySentence = ({
  epsilon,
  budget,
  delta,
  protection,
}: NonNullable<ReceiptRun['privacy']>): string => {
  const whoever =
    protection === 'noise-on-device'
      ? 'not even the coordinator, from all that a device sent,'
      : 'nobody who sees the models';
  return epsilon === null
    ? 'Noise was added, but no bound can be given on what it hides.'
    : `ε = ${epsilons.format(epsilon)} of ${epsilons.format(budget)} spent (δ = ${delta}). So ${whoever} can tell more than that bound allows about whether one device, such as yours, took part and with what. It holds for a device that was in every round; for one that was in fewer, more so.`;
};

/** The whole receipt as plain text. */
export const receiptText = (receipt: Receipt): string => {
  const write = ({ label, value }: ReceiptLine) => `${label}: ${value}`;
  return [
    'Tributary receipt',
    ...receiptLines(receipt).map(write),
    ...receipt.runs.flatMap((run) => [
      '',
      `Run “${run.name}” (${run.runId})`,
      ...runLines(run).map(write),
      ...run.updates.map(
        ({ round, examples, bytes, model }) =>
          `  round ${round}: ${formatCount(examples)} examples, ${formatBytes(bytes)}, ${model ? `in the model of round ${model.round} ${model.checkpoint}` : 'model not told'}`,
      ),
    ]),
    '',
  ].join('\n');
};
