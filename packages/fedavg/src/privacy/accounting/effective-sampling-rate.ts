export interface Sampling {
  /** Whether the server flips a coin of its own for each eligible client, and takes nobody else. */
  readonly poisson: boolean;
  /** The coin's probability of heads: the fraction of the clients that a round takes on average. */
  readonly fractionTrain: number;
}

/**
 * The sampling rate that may be accounted with. Amplification by sampling is proven for Poisson
 * sampling, where each client's coin is its own. Taking a fixed number of clients, the first that report, or
 * topping up a small cohort is something else; then every client counts as taking part in every
 * round, q = 1. Clients who drop out by chance, whatever their data, do no harm.
 * @throws {RangeError} unless 0 < fractionTrain ≤ 1
 */
export const effectiveSamplingRate = ({ poisson, fractionTrain }: Sampling): number => {
  if (!(fractionTrain > 0 && fractionTrain <= 1)) {
    throw new RangeError(`The fraction must be above 0 and at most 1, not ${fractionTrain}.`);
  }
  return poisson ? fractionTrain : 1;
};
