/**
 * The self-test's net in plain float64 JavaScript, written out without tfjs: dense, ReLU, dense,
 * mean softmax cross-entropy, and its gradient by hand. It is what every backend is measured against.
 */
export interface ReferenceNet {
  readonly widths: readonly [number, number, number];
  readonly features: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
}

const at = (values: ArrayLike<number>, index: number): number => values[index] as number;

/** @returns the gradient of the mean loss and how near any hidden unit comes to ReLU's kink. */
export const referenceGradient = (
  { widths: [inputs, hidden, classes], features, labels }: ReferenceNet,
  weights: ArrayLike<number>,
): { gradient: number[]; kinkDistance: number } => {
  const [b1, w2] = [inputs * hidden, inputs * hidden + hidden];
  const b2 = w2 + hidden * classes;
  const gradient = new Array<number>(b2 + classes).fill(0);
  const add = (index: number, value: number) => {
    gradient[index] = at(gradient, index) + value / labels.length;
  };
  let kinkDistance = Number.POSITIVE_INFINITY;
  for (let n = 0; n < labels.length; n++) {
    const x = (i: number) => at(features, n * inputs + i);
    const sums = range(hidden).map(
      (j) => at(weights, b1 + j) + total(inputs, (i) => x(i) * at(weights, i * hidden + j)),
    );
    kinkDistance = Math.min(kinkDistance, ...sums.map(Math.abs));
    const h = sums.map((sum) => Math.max(sum, 0));
    const logits = range(classes).map(
      (k) =>
        at(weights, b2 + k) + total(hidden, (j) => at(h, j) * at(weights, w2 + j * classes + k)),
    );
    const normaliser = total(classes, (k) => Math.exp(at(logits, k)));
    const dLogits = logits.map(
      (logit, k) => Math.exp(logit) / normaliser - (k === at(labels, n) ? 1 : 0),
    );
    for (let j = 0; j < hidden; j++) {
      const dHidden =
        at(sums, j) > 0
          ? total(classes, (k) => at(dLogits, k) * at(weights, w2 + j * classes + k))
          : 0;
      for (let i = 0; i < inputs; i++) add(i * hidden + j, x(i) * dHidden);
      add(b1 + j, dHidden);
      for (let k = 0; k < classes; k++) add(w2 + j * classes + k, at(h, j) * at(dLogits, k));
    }
    for (let k = 0; k < classes; k++) add(b2 + k, at(dLogits, k));
  }
  return { gradient, kinkDistance };
};

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

const total = (length: number, term: (index: number) => number): number =>
  range(length).reduce((sum, index) => sum + term(index), 0);
