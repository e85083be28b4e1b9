import { createRandom, deriveSeed, type Seed } from '@tributary/fedavg';
import type { Examples } from '@tributary/model-zoo';
import type { Simulation } from './simulation-config.ts';

export interface DividedShard {
  /** What the client trains on, ascending. */
  readonly train: Int32Array;
  /** What it keeps back, ascending. */
  readonly heldOut: Int32Array;
}

/** @throws {RangeError} when examples are of no class, so that there is no last one of it */
export const requireClassesToHoldOut = ({
  numExamples,
  labels,
}: Pick<Examples, 'numExamples' | 'labels'>): void => {
  if (labels instanceof Int32Array && labels.length === numExamples) return;
  throw new RangeError(
    'These examples are of no class, so that clients cannot keep back the last of each: let them keep back by "random".',
  );
};

/**
 * Divides a client's examples into those that it trains on and those that it keeps back.
 *
 * `last-of-class` keeps back the last share of each class in the order of the data: for windows cut
 * from one recording, whose random neighbours would be all but copies of each other.
 */
export const divideShard = (
  shard: Int32Array,
  labels: ArrayLike<number>,
  { heldOut, seed }: { readonly heldOut: Simulation['heldOut']; readonly seed: Seed },
): DividedShard => {
  if (!heldOut) return { train: shard, heldOut: new Int32Array(0) };
  const kept = new Set<number>();
  for (const group of groupsOf(shard, labels, heldOut.by)) {
    const order =
      heldOut.by === 'random' ? createRandom(deriveSeed(seed, 'held-out')).shuffle(group) : group;
    const from = order.length - Math.round(heldOut.share * order.length);
    for (const example of order.slice(from)) kept.add(example);
  }
  return {
    train: shard.filter((example) => !kept.has(example)),
    heldOut: shard.filter((example) => kept.has(example)),
  };
};

const groupsOf = (
  shard: Int32Array,
  labels: ArrayLike<number>,
  by: NonNullable<Simulation['heldOut']>['by'],
): number[][] => {
  if (by === 'random') return [[...shard]];
  return [...new Set(Array.from(shard, (example) => labels[example]))].map((label) =>
    [...shard].filter((example) => labels[example] === label),
  );
};
