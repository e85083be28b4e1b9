import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { BuiltModel, Tensor, Tf, WrapBlock } from '@tributary/model-zoo';
import type { BatchTensors } from '../batch.ts';
import { recompute } from '../recompute.ts';
import { createOptimizer } from './create-optimizer.ts';
import { summedCrossEntropy } from './cross-entropy.ts';
import type { LocalWork } from './local-work.ts';
import { summedSquaredError } from './squared-error.ts';

/** A type and not an interface, so that a tidy can return it. */
export type StepOutput = {
  /** New tensors, as many as there were and of the same shapes. */
  state: Tensor[];
  /** Scalar: the mean loss of the batch before the step, without regularising terms. */
  loss: Tensor;
};

/**
 * One training step as a pure function of tensors on the device: it may be recorded and replayed, so
 * it calls the same kernels for the same shapes, whatever the numbers.
 */
export interface TrainStep {
  /**
   * The tensors from outside that a step may read besides its arguments: the weights at the start and
   * the drifts. Between two steps others may write numbers into them, which the next step goes by.
   */
  readonly given: readonly Tensor[];
  /** Those of the model's weights that are trained; nothing new to dispose. */
  trainable<T>(weights: readonly T[]): readonly T[];
  /** The state at the start, new tensors: trainable weights, then what the optimizer remembers. */
  init(weights: readonly Tensor[]): Tensor[];
  /** Call it inside a tidy; the state that goes in stays the caller's. */
  step(state: readonly Tensor[], batch: BatchTensors): StepOutput;
  /** All of the model's weights in manifest order, frozen ones too; nothing new to dispose. */
  weightsOf(state: readonly Tensor[]): readonly Tensor[];
}

export interface TrainStepOptions {
  readonly model: BuiltModel;
  readonly work: LocalWork;
  /** The model's weights at the start, in manifest order; they must outlive the step. */
  readonly weights: readonly Tensor[];
  /** One tensor per manifest entry: SCAFFOLD's correction; they must outlive the step. */
  readonly drifts?: readonly Tensor[];
}

/** Whether a weight is trained: all are, unless some are named. */
const isTrainable = (name: string, { trainable }: LocalWork): boolean =>
  trainable?.some((prefix) => name.startsWith(prefix)) ?? true;

/**
 * The step that a round's work asks for: the gradient of the mean softmax cross-entropy (or squared
 * error, where labels are numbers) over the batch, with the terms of FedProx and SCAFFOLD if asked for,
 * and an optimizer's update.
 * @throws {RangeError} when `trainable` names none of the model's weights
 */
export const createTrainStep = (
  tf: Tf,
  { model, work, weights: global, drifts }: TrainStepOptions,
): TrainStep => {
  const trained = model.manifest.flatMap(({ name }, index) =>
    isTrainable(name, work) ? [index] : [],
  );
  if (trained.length === 0) {
    const names = model.manifest.map(({ name }) => name).join(', ');
    throw new RangeError(
      `No weight is called ${work.trainable?.join(' or ')}. There are: ${names}.`,
    );
  }
  const optimizer = createOptimizer(work);
  const wrap: WrapBlock | undefined = work.recompute ? recompute(tf) : undefined;
  const pick = <T>(all: readonly T[]): T[] => trained.map((index) => all[index] as T);
  /** All weights, with the trainable ones as given. */
  const complete = (trainable: readonly Tensor[]): Tensor[] => {
    const all = [...global];
    trained.forEach((index, position) => {
      all[index] = trainable[position] as Tensor;
    });
    return all;
  };

  const summedLoss = (weights: readonly Tensor[], { inputs, labels }: BatchTensors) => {
    const logits = model.forward(tf, complete(weights), inputs, wrap);
    const rows = tf.reshape(logits, [-1, logits.shape.at(-1) as number]) as Tensor2D;
    return labels.dtype === 'int32'
      ? summedCrossEntropy(tf, rows, labels as Tensor1D)
      : summedSquaredError(tf, rows, labels as Tensor1D);
  };
  /** The mean loss and its gradients, part by part of the batch. */
  const differentiate = (weights: readonly Tensor[], batch: BatchTensors) => {
    const scale = tf.scalar(1 / (batch.labels.shape[0] as number));
    return partsOf(tf, batch, work.microBatchSize).reduce<LossAndGradients | undefined>(
      (sum, part) =>
        tf.tidy(() => {
          const { value, grads } = tf.valueAndGrads((...tensors: Tensor[]) =>
            summedLoss(tensors, part()),
          )([...weights], scale);
          const loss = tf.mul(value, scale);
          return sum
            ? {
                loss: tf.add(sum.loss, loss),
                gradients: grads.map((gradient, i) => tf.add(sum.gradients[i] as Tensor, gradient)),
              }
            : { loss, gradients: grads };
        }),
      undefined,
    ) as LossAndGradients;
  };
  const correct = (gradient: Tensor, weight: Tensor, index: number): Tensor => {
    const drift = drifts?.[index];
    const proximal = work.proximalMu
      ? tf.add(gradient, tf.mul(tf.sub(weight, global[index] as Tensor), work.proximalMu))
      : gradient;
    return drift ? tf.add(proximal, drift) : proximal;
  };

  return {
    given: [...global, ...(drifts ?? [])],
    trainable: pick,
    init: (weights) => {
      const own = pick(weights).map((weight) => tf.add(weight, 0));
      return [...own, ...optimizer.init(tf, own)];
    },
    step: (state, batch) => {
      const weights = state.slice(0, trained.length);
      const { loss, gradients } = differentiate(weights, batch);
      const after = optimizer.update(tf, {
        weights,
        gradients: gradients.map((gradient, position) =>
          correct(gradient, weights[position] as Tensor, trained[position] as number),
        ),
        slots: state.slice(trained.length),
      });
      return { state: [...after.weights, ...after.slots], loss };
    },
    weightsOf: (state) => complete(state.slice(0, trained.length)),
  };
};

type LossAndGradients = { loss: Tensor; gradients: Tensor[] };

/** The batch in parts of at most `size` examples, each made when it is asked for. */
const partsOf = (
  tf: Tf,
  batch: BatchTensors,
  size: number | undefined,
): readonly (() => BatchTensors)[] => {
  const total = batch.inputs.shape[0] as number;
  if (size === undefined || size >= total) return [() => batch];
  const perExample = (batch.labels.shape[0] as number) / total;
  return Array.from({ length: Math.ceil(total / size) }, (_, part) => () => {
    const start = part * size;
    const length = Math.min(size, total - start);
    const rest = batch.inputs.shape.slice(1);
    return {
      inputs: tf.slice(batch.inputs, [start, ...rest.map(() => 0)], [length, ...rest]),
      labels: tf.slice(batch.labels, [start * perExample], [length * perExample]),
    };
  });
};
