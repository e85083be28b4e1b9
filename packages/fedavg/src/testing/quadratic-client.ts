import type { TrainedPass, TrainingPass } from '../client-methods/client-method.ts';
import { splitWeights, type WeightManifest } from '../flat-weights.ts';

/** A client whose loss is ½·Σ aᵢ·(wᵢ − bᵢ)², so that everything about it is known. */
export interface QuadraticClient {
  /** a, one per weight; above 0. */
  readonly curvature: readonly number[];
  /** b, where its own loss is lowest. */
  readonly optimum: readonly number[];
  readonly stepsPerEpoch: number;
  readonly numExamples: number;
}

export interface QuadraticTraining {
  readonly manifest: WeightManifest;
  readonly learningRate: number;
  /** Of the round's work. */
  readonly epochs: number;
}

export interface QuadraticPass extends TrainedPass {
  /** At the pass's start. */
  readonly lossBefore: number;
}

export const quadraticLoss = (
  { curvature, optimum }: QuadraticClient,
  weights: ArrayLike<number>,
): number =>
  curvature.reduce(
    (sum, a, i) => sum + (a / 2) * ((weights[i] as number) - (optimum[i] ?? 0)) ** 2,
    0,
  );

/** Exact gradient descent in float64, with everything that a pass may ask of a trainer. */
export const quadraticTrainer =
  (client: QuadraticClient, { manifest, learningRate, epochs }: QuadraticTraining) =>
  async (pass: TrainingPass): Promise<QuadraticPass> => {
    const { start, proximalMu = 0, drift } = pass;
    const trained = trainedWeights(manifest, pass.trainable);
    const steps = (pass.epochs ?? epochs) * client.stepsPerEpoch;
    const weights = Float64Array.from(start);
    for (let step = 0; step < steps; step++) {
      for (const i of trained) {
        const w = weights[i] as number;
        const gradient = (client.curvature[i] as number) * (w - (client.optimum[i] as number));
        const pull = proximalMu * (w - (start[i] as number));
        weights[i] = w - learningRate * (gradient + pull + (drift?.[i] ?? 0));
      }
    }
    return {
      delta: start.map((value, i) => (weights[i] as number) - value),
      steps,
      lossBefore: quadraticLoss(client, start),
    };
  };

/** The places of the weights whose names begin with one of the prefixes. */
const trainedWeights = (
  manifest: WeightManifest,
  trainable: readonly string[] | undefined,
): number[] => {
  const size = manifest.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  const chosen = splitWeights({
    manifest,
    values: Float32Array.from({ length: size }, (_, index) => index),
  }).filter(({ name }) => trainable?.some((prefix) => name.startsWith(prefix)) ?? true);
  return chosen.flatMap(({ values }) => [...values]);
};
