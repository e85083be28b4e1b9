import {
  type DpSteps,
  epsilonOfRdp,
  gaussianEpsilon,
  pldDelta,
  pldEpsilon,
  rdpAt,
  rdpEpsilon,
} from '../../privacy/index.ts';
import { expectClose, expectSame, type Golden, type GoldenCheck } from './golden.ts';
import { adaptiveClipVectors, privateClipVectors } from './private-clip-vectors.ts';

/** Every published vector of privacy accounting and clipping. */
export const privacyVectors = (golden: Golden): GoldenCheck[] => [
  ...epsilonVectors(golden),
  ...literalVectors(golden),
  ...prvVectors(golden),
  ...federatedVectors(golden),
  ...rdpVectors(golden),
  ...gaussianVectors(golden),
  ...adaptiveClipVectors(golden),
  ...privateClipVectors(golden),
];

interface Mechanism {
  readonly q: number;
  readonly sigma: number;
  readonly steps: number;
}

const stepsOf = ({ q, sigma, steps }: Mechanism): DpSteps[] => [
  { samplingRate: q, noiseMultiplier: sigma, steps },
];

/** @throws {Error} unless low ≤ got ≤ high */
const expectWithin = (got: number, low: number, high: number): void => {
  if (!(got >= low && got <= high)) throw new Error(`got ${got}, wanted ${low} to ${high}`);
};

const range = (first: number, last: number, step: number): number[] =>
  Array.from({ length: Math.round((last - first) / step) + 1 }, (_, index) => first + index * step);

/** Orders of other accountants; they work here where everyone takes part, and the formula holds for any order. */
const GOOGLE_ORDERS = [...range(1.1, 10.9, 0.1), ...range(11, 63, 1), 128, 256, 512, 1024];
const FINE_ORDERS = range(1.001, 99.999, 0.001);

interface EpsilonRow extends Mechanism {
  readonly id: string;
  readonly accountant: string;
  readonly delta: number;
  readonly epsilon: number;
  readonly tolerance: number;
}

const epsilonVectors = (golden: Golden): GoldenCheck[] =>
  (golden.dp_epsilon as readonly EpsilonRow[]).flatMap((row) => {
    const check = epsilonCheckOf(row);
    return check ? [{ id: row.id, run: () => check(row) }] : [];
  });

const epsilonCheckOf = ({
  id,
  accountant,
}: EpsilonRow): ((row: EpsilonRow) => void) | undefined => {
  if (accountant === 'pld-google') {
    return (row) =>
      expectClose(pldEpsilon(stepsOf(row), row.delta), row.epsilon, { atol: row.tolerance });
  }
  // An upper bound with an error of 0.01.
  if (accountant.startsWith('prv')) {
    return (row) => {
      const epsilon = pldEpsilon(stepsOf(row), row.delta);
      expectWithin(epsilon, row.epsilon - 0.015, row.epsilon);
      // What Google's accountant says, in the vector's note.
      expectClose(epsilon, 6.767051086839451, { rtol: 1e-7 });
    };
  }
  if (accountant === 'rdp-google-default') return (row) => expectRdp(row, GOOGLE_ORDERS);
  if (accountant.startsWith('rdp orders')) return (row) => expectRdp(row, FINE_ORDERS);
  // The order that is best here is an integer.
  if (id === 'DP-04') return (row) => expectRdp(row);
  // The best order is 3.9, and integers next to it cost a little.
  if (id === 'DP-01') {
    return (row) =>
      expectWithin(rdpEpsilon(stepsOf(row), row.delta).epsilon, row.epsilon, row.epsilon * 1.01);
  }
  // The best order is 1.25, and no integer may promise more than it does.
  if (id === 'DP-06') {
    return (row) => {
      const { epsilon } = rdpEpsilon(stepsOf(row), row.delta);
      expectWithin(epsilon, row.epsilon - row.tolerance, Number.MAX_VALUE);
    };
  }
  return undefined;
};

const expectRdp = (row: EpsilonRow, orders?: readonly number[]): void =>
  expectClose(rdpEpsilon(stepsOf(row), row.delta, orders).epsilon, row.epsilon, {
    atol: row.tolerance,
  });

interface LiteralRow extends Mechanism {
  readonly id: string;
  readonly delta: number;
  readonly delta_expected: number;
  readonly tolerance: number;
  readonly ran: number;
  readonly epsilon: number;
  readonly order: number;
}

const literalVectors = (golden: Golden): GoldenCheck[] => {
  const rows = new Map(
    (golden.dp_other_literals as readonly LiteralRow[]).map((row) => [row.id, row]),
  );
  const checks: Readonly<Record<string, (row: LiteralRow) => void>> = {
    'DP-22': expectRdpValues,
    'DP-23': expectDelta,
    'DP-24': expectDelta,
    'DP-25': (row) => {
      const { rdp_const: rdp } = row as LiteralRow & { readonly rdp_const: number };
      const curve = range(2, 32, 1).map((order) => ({ order, rdp }));
      const best = epsilonOfRdp(curve, row.delta);
      expectClose(best.epsilon, row.epsilon);
      expectSame(best.order, row.order);
    },
    'DP-26': (row) => {
      const { params } = row as LiteralRow & { readonly params: readonly number[][] };
      const steps = params.map(([samplingRate = 0, noiseMultiplier = 0, count = 0]) => ({
        ...{ samplingRate, noiseMultiplier },
        steps: count,
      }));
      const best = rdpEpsilon(steps, row.delta, range(2, 32, 1));
      expectClose(best.epsilon, row.ran);
      expectSame(best.order, row.order);
    },
    'DP-27': expectCalibrated,
  };
  return Object.entries(checks).flatMap(([id, check]) => {
    const row = rows.get(id);
    return row ? [{ id, run: () => check(row) }] : [];
  });
};

const expectDelta = (row: LiteralRow): void => {
  const delta = pldDelta(stepsOf(row), 1);
  expectClose(delta, row.delta_expected, { atol: row.tolerance });
  expectClose(delta, row.ran, { rtol: 1e-7 });
};

const expectRdpValues = (row: LiteralRow): void => {
  const { orders, opacus_code: exact } = row as LiteralRow & {
    readonly orders: readonly (number | string)[];
    readonly opacus_code: readonly number[];
  };
  const [step] = stepsOf(row) as [DpSteps];
  orders.forEach((order, index) => {
    if (typeof order !== 'number' || !Number.isInteger(order)) return;
    expectClose(rdpAt(order, step), exact[index] as number);
  });
};

/** The noise that other accountants found to be enough for ε must be enough here, and not by much. */
const expectCalibrated = (row: LiteralRow): void => {
  const { rows } = row as LiteralRow & {
    readonly rows: readonly (Mechanism & {
      readonly acc: string;
      readonly eps: number;
      readonly delta: number;
      readonly epochs?: number;
    })[];
  };
  for (const { acc, eps, delta, q, sigma, steps, epochs } of rows) {
    const mechanism = stepsOf({ q, sigma, steps: steps ?? Math.floor((epochs ?? 0) / q) });
    if (acc === 'prv') expectWithin(pldEpsilon(mechanism, delta), eps - 0.03, eps);
    if (acc === 'rdp') expectWithin(rdpEpsilon(mechanism, delta).epsilon, eps - 0.01, eps * 1.01);
  }
};

const prvVectors = (golden: Golden): GoldenCheck[] => {
  const { id, delta, rows } = golden.dp_prv as {
    readonly id: string;
    readonly delta: number;
    readonly rows: readonly (Mechanism & {
      readonly epsilon: number;
      readonly google_pld_ran: number;
      readonly integer_rdp_ran: number;
    })[];
  };
  return rows.map((row, index) => ({
    id: `${id}/${index}`,
    run: () => {
      const pld = pldEpsilon(stepsOf(row), delta);
      expectWithin(pld, row.epsilon - 0.015, row.epsilon);
      // Google's sums have rounding errors, and the longest runs are on a coarser, higher grid here.
      expectWithin(pld, row.google_pld_ran * (1 - 1e-6), row.google_pld_ran * (1 + 1e-5));
      const rdp = rdpEpsilon(stepsOf(row), delta).epsilon;
      expectClose(rdp, row.integer_rdp_ran);
      expectWithin(rdp, pld, Number.POSITIVE_INFINITY);
    },
  }));
};

const federatedVectors = (golden: Golden): GoldenCheck[] => {
  const { id, rows } = golden.dp_fl_cases as {
    readonly id: string;
    readonly rows: readonly (Mechanism & {
      readonly delta: number;
      readonly integer_orders_2_256_eps: number;
      readonly integer_order: number;
      readonly google_pld_eps_disc1e4: number;
    })[];
  };
  return rows.map((row, index) => ({
    id: `${id}/${index}`,
    run: () => {
      const rdp = rdpEpsilon(stepsOf(row), row.delta);
      expectClose(rdp.epsilon, row.integer_orders_2_256_eps);
      expectSame(rdp.order, row.integer_order);
      const pld = pldEpsilon(stepsOf(row), row.delta);
      const published = row.google_pld_eps_disc1e4;
      // Rounds that everyone takes part in are one Gaussian here, which rounds up once, not every round.
      if (row.q === 1) expectWithin(pld, published - 5e-7, published);
      else expectClose(pld, published, { atol: 5e-8 });
    },
  }));
};

const rdpVectors = (golden: Golden): GoldenCheck[] => {
  const { id, rows } = golden.dp_rdp_single_step_integer_orders as {
    readonly id: string;
    readonly rows: readonly (readonly [number, number, number, number])[];
  };
  return rows.map(([q, sigma, order, wanted], index) => ({
    id: `${id}/${index}`,
    run: () => {
      const [step] = stepsOf({ q, sigma, steps: 1 }) as [DpSteps];
      expectClose(rdpAt(order, step), wanted);
    },
  }));
};

const gaussianVectors = (golden: Golden): GoldenCheck[] => {
  const { id, rows } = golden.dp_analytic_gaussian as {
    readonly id: string;
    readonly rows: readonly (readonly [number, number, number])[];
  };
  return rows.map(([sigma, delta, epsilon], index) => ({
    id: `${id}/${index}`,
    run: () => {
      expectClose(gaussianEpsilon(sigma, delta), epsilon);
      // A bound on a grid: never below, and hardly above.
      const pld = pldEpsilon(stepsOf({ q: 1, sigma, steps: 1 }), delta);
      expectWithin(pld, epsilon * (1 - 1e-12), epsilon + 1e-7);
    },
  }));
};
