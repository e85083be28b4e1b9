import { real, type SweepCase } from '../sweep-case.ts';

const FLAGS = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

type Sizes = [rows: number, inner: number, columns: number];

/** op(A)·op(B) with every pair of flags; the batches' axes come first. */
const inAllFlags = (
  what: string,
  [m, k, n]: Sizes,
  outerA: readonly number[] = [],
  outerB: readonly number[] = outerA,
): SweepCase[] =>
  FLAGS.map(([transposeA, transposeB]) => ({
    name: `BatchMatMul ${what}, ${transposeA ? 'Aᵀ' : 'A'}·${transposeB ? 'Bᵀ' : 'B'}`,
    inputs: [
      real([...outerA, ...(transposeA ? [k, m] : [m, k])]),
      real([...outerB, ...(transposeB ? [n, k] : [k, n])]),
    ],
    compute: (tf, a, b) => tf.matMul(a, b, transposeA, transposeB),
  }));

const einsum = (equation: string, ...shapes: readonly (readonly number[])[]): SweepCase => ({
  name: `Einsum ${equation}`,
  inputs: shapes.map((shape) => real(shape)),
  compute: (tf, ...inputs) => tf.einsum(equation, ...inputs),
});

/** Matrix products and Einstein sums. */
export const productCases: readonly SweepCase[] = [
  ...inAllFlags('5×7×3', [5, 7, 3]),
  ...inAllFlags('of one row', [1, 9, 5]),
  ...inAllFlags('of one column', [5, 9, 1]),
  ...inAllFlags('outer', [4, 1, 6]),
  ...inAllFlags('33×65×18', [33, 65, 18]),
  ...inAllFlags('in batches', [5, 3, 7], [3]),
  ...inAllFlags('of attention heads', [3, 5, 4], [2, 2]),
  ...inAllFlags('with one A for all', [3, 5, 4], [1], [3]),
  ...inAllFlags('with one B for all', [3, 5, 4], [3], [1]),
  { name: 'Dot', inputs: [real([9]), real([9])], compute: (tf, a, b) => tf.dot(a, b) },
  einsum('ab,bc->ac', [3, 5], [5, 4]),
  einsum('ab,cb->ca', [3, 5], [4, 5]),
  einsum('bqd,bkd->bqk', [2, 3, 5], [2, 4, 5]),
  einsum('bqk,bkd->bqd', [2, 3, 4], [2, 4, 5]),
  einsum('bqhd,bkhd->bhqk', [2, 3, 2, 5], [2, 4, 2, 5]),
  einsum('bhqk,bkhd->bqhd', [2, 2, 3, 4], [2, 4, 2, 5]),
  einsum('btd,de->bte', [2, 3, 5], [5, 4]),
  einsum('ab,ab->a', [3, 5], [3, 5]),
  einsum('ab,b->a', [3, 5], [5]),
  einsum('a,b->ba', [3], [5]),
];
