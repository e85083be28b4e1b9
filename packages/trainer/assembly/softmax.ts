import { exp4, logarithm } from './transcendental';

@inline
function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}

@inline
function lanes(sum: v128): f32 {
  return (
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  );
}

function largestOf(row: usize, n: i32): f32 {
  let largest = load<f32>(row);
  for (let j: usize = 4; j < <usize>n << 2; j += 4) largest = max<f32>(largest, load<f32>(row + j));
  return largest;
}

/**
 * to = exp(z − max z) for one row.
 * @returns the sum
 */
export function exponentials(to: usize, row: usize, n: i32): f32 {
  const bytes = <usize>n << 2;
  const largest = largestOf(row, n);
  const shift = f32x4.splat(largest);
  let sums = f32x4.splat(0);
  let p: usize = 0;
  for (; p + 16 <= bytes; p += 16) {
    const e = exp4(f32x4.sub(v128.load(row + p), shift));
    v128.store(to + p, e);
    sums = f32x4.add(sums, e);
  }
  let sum = lanes(sums);
  for (; p < bytes; p += 4) {
    const e = exp1(load<f32>(row + p) - largest);
    store<f32>(to + p, e);
    sum += e;
  }
  return sum;
}

/** Multiplies n numbers by a factor, in place. */
export function scaleInPlace(at: usize, n: i32, factor: f32): void {
  const bytes = <usize>n << 2;
  let p: usize = 0;
  for (; p + 16 <= bytes; p += 16) {
    v128.store(at + p, f32x4.mul(v128.load(at + p), f32x4.splat(factor)));
  }
  for (; p < bytes; p += 4) store<f32>(at + p, load<f32>(at + p) * factor);
}

/**
 * Softmax cross-entropy summed over rows, and its gradient in the logits.
 *
 * @param logits [rows, n]
 * @param labels int32 [rows]; outside [0, n) the row's loss is not a number
 * @param loss out: Σ −log softmax(z)[label]
 * @param gradient [rows, n], out: softmax(z) − onehot(label); may lie on top of the logits
 */
export function softmaxCrossEntropy(
  logits: usize,
  labels: usize,
  loss: usize,
  gradient: usize,
  rows: i32,
  n: i32,
): void {
  let total: f64 = 0;
  for (let i = 0; i < rows; i++) {
    const offset = (<usize>i * n) << 2;
    const label = load<i32>(labels + (<usize>i << 2));
    const to = gradient + offset;
    if (label < 0 || label >= n) {
      total = NaN;
      continue;
    }
    const at = <usize>label << 2;
    const logit = load<f32>(logits + offset + at);
    const largest = largestOf(logits + offset, n);
    const sum = exponentials(to, logits + offset, n);
    scaleInPlace(to, n, 1 / sum);
    store<f32>(to + at, load<f32>(to + at) - 1);
    total += logarithm(<f64>sum) + (<f64>largest - <f64>logit);
  }
  store<f32>(loss, <f32>total);
}
