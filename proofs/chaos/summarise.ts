import { percentile } from '../support/percentile.ts';
import type { ChaosRecord } from './run-chaos.ts';

/** What all of it came to. */
export interface ChaosResult extends Omit<ChaosRecord, 'killedAt' | 'recoveriesMs'> {
  /** Moments at which the coordinator was killed. */
  readonly crashPoints: number;
  readonly recoverMsP50: number;
  readonly recoverMsP99: number;
}

const SUMMED = [
  ...(['kills', 'rounds', 'resumed', 'lost', 'double', 'retrained'] as const),
  ...(['clientKills', 'disconnects', 'repeated', 'reordered'] as const),
  ...(['clockJumps', 'fullDisks', 'powerCuts', 'databaseLosses'] as const),
];

export const summarise = (records: readonly ChaosRecord[]): ChaosResult => {
  const sums = Object.fromEntries(
    SUMMED.map((name) => [name, records.reduce((sum, record) => sum + record[name], 0)]),
  ) as Record<(typeof SUMMED)[number], number>;
  const recoveriesMs = records.flatMap((record) => record.recoveriesMs);
  return {
    ...sums,
    crashPoints: new Set(records.flatMap(({ killedAt }) => killedAt)).size,
    bitIdentical: records.every(({ bitIdentical }) => bitIdentical),
    recoverMsP50: Math.round(percentile(recoveriesMs, 0.5)),
    recoverMsP99: Math.round(percentile(recoveriesMs, 0.99)),
  };
};

/** Nothing lost, nothing twice, nobody trained in vain, and every round went on. */
export const isSound = (result: ChaosResult): boolean => {
  const { kills, resumed, lost, double, retrained, bitIdentical } = result;
  return resumed === kills && lost + double + retrained === 0 && bitIdentical;
};
