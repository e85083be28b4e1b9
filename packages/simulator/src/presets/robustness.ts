import { aggregators, attacks } from '@tributary/fedavg';
import { mnistByWriter } from '../mnist-by-writer.ts';
import type { SimulationInput } from '../simulation-config.ts';

/** Two of ten clients of a cohort are bad on average; the rules are set up for three. */
const NUM_MALICIOUS = 3;

/** What each rule is told; left out are those whose defaults do. */
const PARAMS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  TrimmedMean: { beta: 0.3 },
  // It wants 4f + 3 updates.
  Bulyan: { numMalicious: 1 },
};

const paramsOf = (name: string): Record<string, unknown> => {
  const takesNumber = 'numMalicious' in aggregators.get(name).params.shape;
  return { ...(takesNumber && { numMalicious: NUM_MALICIOUS }), ...PARAMS[name] };
};

const rules = [
  ...aggregators.names.map((name) => ({
    name,
    aggregation: { aggregator: { name, params: paramsOf(name) } },
  })),
  ...(['NNM', 'ARC'] as const).map((name) => ({
    name: `${name}, CoordinateMedian`,
    aggregation: {
      aggregator: { name: 'CoordinateMedian', params: {} },
      preaggregator: { name, numMalicious: NUM_MALICIOUS },
    },
  })),
];

/** Every rule against every attack. */
export const robustness: SimulationInput = {
  name: 'robustness',
  title: 'Robust rules against attacks on MNIST by writer',
  description:
    '2NN, 50 clients that share the 539 writers, 10 a round, 30 rounds; a fifth of all clients is bad, and knows what the others send.',
  ...mnistByWriter,
  seeds: [1],
  evaluation: { every: 30 },
  variants: rules.flatMap(({ name, aggregation }) => [
    { name: `${name} | none`, run: { aggregation } },
    ...attacks.names.map((attack) => ({
      name: `${name} | ${attack}`,
      run: { aggregation },
      attack: { name: attack, fraction: 0.2 },
    })),
  ]),
};
