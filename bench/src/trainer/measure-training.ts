import type { BackendName, Trainer } from '@tributary/trainer';
import { BATCH_SIZE, INPUTS, randomExamples } from './examples.ts';

export interface Measured {
  readonly stepsPerS: number;
  /** The backend that did it, with its adapter. */
  readonly backend: string;
}

export interface MeasureRequest {
  readonly model: string;
  readonly backend: BackendName;
  readonly seconds: number;
}

/**
 * Training steps a second as a client makes them, in the trainer's own thread or worker: shuffling,
 * gathering and reading the weights back included.
 */
export const measureTraining = async (
  trainer: Trainer,
  { model, backend, seconds }: MeasureRequest,
): Promise<Measured> => {
  const input = INPUTS[model];
  if (!input) throw new Error(`There is no input for ${model}.`);
  const choice = await trainer.prepare({ model, input, backend });
  await trainer.load(randomExamples(input, 20 * BATCH_SIZE));
  const { buildModel, models } = await import('@tributary/model-zoo');
  const weights = buildModel(models.get(model), input).init(1);
  const work = { epochs: 100, batchSize: BATCH_SIZE, learningRate: 0.001 };
  const train = (maxSeconds: number) =>
    trainer.train({ weights: weights.slice(), work: { ...work, maxSeconds }, seed: 1 });
  await train(Math.min(1, seconds));
  const { steps, trainMs } = await train(seconds);
  return {
    stepsPerS: (1000 * steps) / trainMs,
    backend: choice.adapter ? `${choice.backend} (${choice.adapter})` : choice.backend,
  };
};
