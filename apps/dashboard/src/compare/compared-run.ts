import type { RunDetail } from '@tributary/protocol';
import type { RunState } from '@tributary/rounds';
import type { JudgedRounds } from '../view/judged-rounds.ts';

/** A run beside others. */
export interface ComparedRun extends RunDetail {
  readonly state: Pick<RunState, 'history' | 'openings'>;
  readonly judged: JudgedRounds;
}

/** More lines nobody tells apart. */
export const MAX_COMPARED = 6;

/** How each run's line is drawn, in the order of the runs: no two have the same dashes. */
export const lineStyles = [
  { color: 'river.6', dashes: '' },
  { color: 'orange.7', dashes: '8 4' },
  { color: 'grape.5', dashes: '2 3' },
  { color: 'teal.6', dashes: '12 4 2 4' },
  { color: 'red.6', dashes: '4 2' },
  { color: 'gray.6', dashes: '14 6' },
] as const;

export type LineStyle = (typeof lineStyles)[number];

/** The style of the run at a place in the list. */
export const lineStyleAt = (place: number): LineStyle =>
  lineStyles[place % lineStyles.length] as LineStyle;

/** The runs that an address names, in its order, each once. */
export const runsInAddress = (text: string | null): string[] =>
  [...new Set((text ?? '').split(',').filter((runId) => runId !== ''))].slice(0, MAX_COMPARED);

/** The address that compares some runs. */
export const compareAddress = (runIds: readonly string[]): string =>
  `/compare?runs=${runIds.map(encodeURIComponent).join(',')}`;

/** What has been read of the runs that are compared; what is known of others is let go. */
export const onlyCompared = (
  read: Readonly<Record<string, ComparedRun>>,
  runIds: readonly string[],
): Readonly<Record<string, ComparedRun>> =>
  Object.fromEntries(Object.entries(read).filter(([runId]) => runIds.includes(runId)));
