import { type BuiltModel, denseStack, type Examples } from '@tributary/model-zoo';

/** The numbers that every backend is tried on; the reference in the test computes with the same. */
export const SELF_TEST = { batchSize: 8, learningRate: 0.5, steps: 2 } as const;

/** 12 → 7 → 5: small, yet wider than a vector lane and of no even size. */
export const selfTestNet: BuiltModel = denseStack([12, 7, 5]);

/** Numbers in [−1, 1) without a pattern that a faulty kernel could survive; the same everywhere. */
const scatter = (length: number, offset: number): Float32Array =>
  Float32Array.from(
    { length },
    (_, index) => ((((index + offset) ** 2 * 619) % 1009) - 504.5) / 504.5,
  );

export const selfTestWeights = (): Float32Array => scatter(12 * 7 + 7 + 7 * 5 + 5, 1);

export const selfTestExamples = (): Examples => ({
  numExamples: SELF_TEST.batchSize,
  featureShape: [12],
  features: scatter(SELF_TEST.batchSize * 12, 200),
  labels: Int32Array.from({ length: SELF_TEST.batchSize }, (_, index) => (3 * index) % 5),
});
