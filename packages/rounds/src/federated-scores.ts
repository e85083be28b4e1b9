import { type Cohort, type RoundRecord, type RunState, reportedMembers } from './run-state.ts';

/** What clients measured of a model on their own examples before they trained, weighted by how many they have. */
export interface FederatedScore {
  /** In [0, 1]; null where nobody told. */
  readonly accuracy: number | null;
  /** Mean cross-entropy in nats, or mean squared error; null where nobody told. */
  readonly loss: number | null;
  /** How many clients measured it. */
  readonly clients: number;
}

interface Sums {
  readonly accuracy: Weighted;
  readonly loss: Weighted;
  readonly clients: number;
}

interface Weighted {
  readonly sum: number;
  readonly weight: number;
}

/**
 * The federated score of each model, by the round that made it; 0 is the first model. A client measures the model
 * that it was sent: the one of the round before or, where it came late, of an earlier one.
 */
export const federatedScores = ({
  history,
  phase,
  round,
}: Pick<RunState, 'history' | 'phase' | 'round'>): ReadonlyMap<number, FederatedScore> => {
  const totals = new Map<number, Sums>();
  for (const record of history) addUp(totals, sumsOfRecord(record));
  if ('cohort' in phase) addUp(totals, sumsOf(phase.cohort, round));
  return new Map([...totals].map(([model, sums]) => [model, scoreOf(sums)]));
};

/** A federated score with the round that made the model. */
export interface JudgedModel extends FederatedScore {
  readonly round: number;
}

/** The newest trained model that clients have measured; null before there is one. Old cohorts are not needed for it. */
export const newestJudged = (
  state: Pick<RunState, 'history' | 'phase' | 'round'>,
): JudgedModel | null => {
  const scores = federatedScores(state);
  const round = Math.max(...scores.keys());
  const score = scores.get(round);
  return score === undefined || round < 1 ? null : { round, ...score };
};

const addUp = (totals: Map<number, Sums>, more: ReadonlyMap<number, Sums>): void => {
  for (const [model, sums] of more) totals.set(model, plus(totals.get(model), sums));
};

/** A committed round does not change any more. */
const known = new WeakMap<RoundRecord, ReadonlyMap<number, Sums>>();
const sumsOfRecord = (record: RoundRecord): ReadonlyMap<number, Sums> => {
  const sums = known.get(record) ?? sumsOf(record.cohort, record.round);
  known.set(record, sums);
  return sums;
};

const sumsOf = (cohort: Cohort, round: number): ReadonlyMap<number, Sums> => {
  const byModel = new Map<number, Sums>();
  for (const [, { numExamples, metrics, staleness = 0 }] of reportedMembers(cohort)) {
    const { accuracyBefore, lossBefore } = metrics;
    if (accuracyBefore === undefined && lossBefore === undefined) continue;
    const model = round - 1 - staleness;
    byModel.set(
      model,
      plus(byModel.get(model), {
        accuracy: weigh(accuracyBefore, numExamples),
        loss: weigh(lossBefore, numExamples),
        clients: 1,
      }),
    );
  }
  return byModel;
};

const weigh = (value: number | undefined, weight: number): Weighted =>
  value === undefined ? { sum: 0, weight: 0 } : { sum: value * weight, weight };

const plus = (a: Sums | undefined, b: Sums): Sums =>
  a === undefined
    ? b
    : {
        accuracy: add(a.accuracy, b.accuracy),
        loss: add(a.loss, b.loss),
        clients: a.clients + b.clients,
      };

const add = (a: Weighted, b: Weighted): Weighted => ({
  sum: a.sum + b.sum,
  weight: a.weight + b.weight,
});

const scoreOf = ({ accuracy, loss, clients }: Sums): FederatedScore => ({
  accuracy: mean(accuracy),
  loss: mean(loss),
  clients,
});

/** Nobody checks what a client says of its loss: it may be more than numbers can add up. */
const mean = ({ sum, weight }: Weighted): number | null =>
  weight > 0 && Number.isFinite(sum) ? sum / weight : null;
