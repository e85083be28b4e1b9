import type { RunConfig } from '@tributary/protocol';
import type { Rehearsal, RehearsedRound } from '@tributary/simulator/browser';
import { countOf, formatBytes, formatDuration } from '../view/format.ts';
import { type StepKey, stepHolding } from '../wizard/wizard-steps.ts';

/** What a dry run says of the real one. */
export interface RehearsalVerdict {
  readonly title: string;
  readonly isGood: boolean;
  readonly sentences: readonly string[];
}

/** A phone may be so many times slower than the computer that somebody makes a run on. */
const SLOWER = 4;

export const rehearsalVerdict = (
  { status, statusReason, rounds, refusals, modelBytes, updateBytes }: Rehearsal,
  { reporting, rounds: planned }: Pick<RunConfig, 'reporting' | 'rounds'>,
): RehearsalVerdict => {
  const clientMs = typicalMs(rounds);
  const isGood = status === 'completed' && refusals.length === 0;
  return {
    title: isGood ? 'Everything fits' : 'Not everything went well',
    isGood,
    sentences: [
      ...(statusReason === null ? [] : [statusReason]),
      ...refusals.map((reason) => `A device could not do its part: ${reason}`),
      ...(rounds.length === 0
        ? []
        : [
            `A device’s part of a round takes about ${formatDuration(clientMs)} here. It receives ${formatBytes(modelBytes)} and sends ${formatBytes(updateBytes)}; over ${countOf(planned, 'round')} that is ${formatBytes(planned * (modelBytes + updateBytes))}.`,
          ]),
      ...(SLOWER * clientMs > reporting.deadlineMs
        ? [
            `On a device that is ${SLOWER} times slower that comes near the deadline of ${formatDuration(reporting.deadlineMs)}. Give rounds more time, or devices less work.`,
          ]
        : []),
    ],
  };
};

/** The middle one: the first round also warms the browser up. */
const typicalMs = (rounds: readonly RehearsedRound[]): number => {
  const sorted = rounds.map(({ clientMs }) => clientMs).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
};

/** The step where something can be done about a failure: by the setting that its message begins with. */
export const stepOfFailure = (
  { message, while: stage }: { readonly message: string; readonly while: 'data' | 'work' },
  config: RunConfig,
): StepKey => {
  const [, path] = /^([a-zA-Z]+(?:\.\w+)*): /.exec(message) ?? [];
  if (path !== undefined && (path.split('.')[0] as string) in config) return stepHolding(path).key;
  return stage === 'data' ? 'data' : 'model';
};
