import { describe, expect, it } from 'vitest';
import { aggregateUpdates } from '../aggregate-updates.ts';
import type { Aggregator, AggregatorRule } from '../aggregator.ts';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { poisonsUpdates, type UpdateAttack } from '../attack.ts';
import { attacks } from '../attacks/registry.generated.ts';
import { denseDelta } from '../delta-reader.ts';
import { createRandom } from '../random.ts';
import { preaggregate } from '../robust/preaggregate.ts';
import { preaggregators } from '../robust/preaggregators.ts';
import { norm2, subtract } from '../vector.ts';
import { updateOf } from './some-updates.ts';

const SIZE = 300;
const NUM_CLIENTS = 10;
const NUM_MALICIOUS = 2;
/** How far a robust rule may be led away, in units of the honest updates' own spread. */
export const ROBUST_BOUND = 3;

/** What makes some attacks stronger than they are by default. */
const STRONGER: Readonly<Record<string, object>> = {
  SignFlip: { factor: 30 },
  Scaling: { factor: 50 },
  InnerProductManipulation: { tau: 10 },
  ALIE: { deviations: 1.5 },
  FreeRider: { std: 1 },
};

/** Every attack on updates that screening lets through, as it is and stronger. */
export const updateAttacks: readonly { name: string; attack: UpdateAttack; params: object }[] =
  attacks.entries
    .filter(poisonsUpdates)
    .filter(({ name }) => name !== 'NotANumber')
    .flatMap((attack) => {
      const usual = { name: attack.name, attack, params: {} };
      const stronger = STRONGER[attack.name];
      if (!stronger) return [usual];
      return [usual, { ...usual, name: `${attack.name}, stronger`, params: stronger }];
    });

/** Updates about a common one of length 1, with a spread of about a third. */
const honestUpdates = (count: number, seed: number): Float32Array[] => {
  const random = createRandom(seed);
  const scale = 1 / Math.sqrt(SIZE);
  const common = Float32Array.from({ length: SIZE }, () => scale * random.normal());
  return Array.from({ length: count }, () =>
    common.map((value) => value + 0.3 * scale * random.normal()),
  );
};

const meanOf = (rows: readonly Float32Array[]): Float32Array =>
  aggregateUpdates(
    createWeightedMean('uniform'),
    rows.map((row) => updateOf(row)),
  );

/**
 * How far an attack leads a rule from the honest clients' mean, as a multiple of the largest distance
 * of an honest update from it.
 */
export const ledAway = (
  aggregator: Aggregator,
  { attack, params }: { readonly attack: UpdateAttack; readonly params: object },
): number => {
  const [root, ...everyone] = honestUpdates(NUM_CLIENTS + 1, 12) as [Float32Array];
  const honest: Float32Array[] = everyone.slice(NUM_MALICIOUS);
  const random = createRandom(13);
  const bad = everyone
    .slice(0, NUM_MALICIOUS)
    .map((own) =>
      attack.craft(
        { honest, own, numMalicious: NUM_MALICIOUS, numClients: NUM_CLIENTS, random },
        attack.params.parse(params),
      ),
    );
  const updates = [...bad, ...honest].map((values) => updateOf(values, { numExamples: 100 }));
  const result = aggregateUpdates(aggregator, updates, denseDelta(root));
  const mean = meanOf(honest);
  const spread = Math.max(...honest.map((update) => norm2(subtract(update, mean))));
  return norm2(subtract(result, mean)) / spread;
};

/** The rule as it is set up against two bad clients of ten. */
export const againstTwo = (rule: AggregatorRule): Aggregator =>
  rule.build(
    rule.params.parse('numMalicious' in rule.params.shape ? { numMalicious: NUM_MALICIOUS } : {}),
  );

/** A rule by itself and behind each of the preaggregators. */
export const behindEach = (
  aggregator: Aggregator,
  numMalicious: number,
): { readonly where: string; readonly rule: Aggregator }[] => [
  { where: 'by itself', rule: aggregator },
  ...preaggregators.entries.map(({ name }) => ({
    where: `behind ${name}`,
    rule: preaggregate(aggregator, { name, numMalicious }),
  })),
];

/** What a rule that is called robust must do besides. */
export const robustLaws = (rule: AggregatorRule): void => {
  describe.each(behindEach(againstTwo(rule), NUM_MALICIOUS))(
    `${rule.name} $where stays bounded with two bad clients of ten`,
    ({ rule: aggregator }) => {
      it.each(updateAttacks)('under $name', (attack) => {
        expect(ledAway(aggregator, attack)).toBeLessThan(ROBUST_BOUND);
      });
    },
  );
};
