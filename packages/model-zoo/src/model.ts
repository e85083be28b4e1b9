import type * as TensorFlow from '@tensorflow/tfjs-core';
import type { Seed, WeightManifest } from '@tributary/fedavg';
import type { Examples } from './dataset.ts';
import type { LayerGraph } from './layer-graph/layer-graph.ts';
import type { ModelInput } from './model-input.ts';

/** tfjs, handed in by whoever runs the model: page, worker, Node or test. */
export type Tf = typeof TensorFlow;
export type Tensor = TensorFlow.Tensor;

/** A part of a model: a function of its inputs alone, the weights that it uses among them. */
export type Block = (inputs: readonly Tensor[]) => Tensor;
/** Puts something around a block that does not change what it computes. */
export type WrapBlock = (block: Block) => Block;

/** A model built for one kind of data: pure functions over a list of weights. */
export interface BuiltModel {
  readonly manifest: WeightManifest;
  /** Initial weights as one flat vector in manifest order; the same on every platform. */
  init(seed: Seed): Float32Array;
  /**
   * @param weights one tensor per manifest entry, in its order
   * @param inputs [batch, ...featureShape]
   * @param wrap put around each block of a model that has blocks, so that the trainer may recompute
   * their activations
   * @returns logits, [batch, numClasses], or [batch, positions, numClasses]
   */
  forward(tf: Tf, weights: readonly Tensor[], inputs: Tensor, wrap?: WrapBlock): Tensor;
  /**
   * Of a model that is not trained by gradients: the weights that fit these examples best, in manifest
   * order, whatever the weights were before.
   * @param examples at least one
   */
  solve?(examples: Examples): Float32Array;
}

/** A model in the zoo: one file, one entry. */
export interface Model {
  readonly name: string;
  readonly title: string;
  /** One sentence for the run form. */
  readonly description: string;
  /** Where it comes from: authors, year, title. */
  readonly paper?: string;
  /** The data set that it is listed with, e.g. by its number of weights. */
  readonly typicalDataset: string;
  /**
   * Why the model cannot be built for such data, as a clause whose subject is the model; undefined
   * if it can, and always where absent.
   */
  accepts?(input: ModelInput): string | undefined;
  build(input: ModelInput): BuiltModel;
  /**
   * The same model as layers, for other frameworks: its weights have the same names, shapes and order, and
   * it computes the same. Absent where there is no saying it in layers that all of them know.
   */
  layers?(input: ModelInput): LayerGraph;
}

/**
 * Builds a model for some data.
 * @throws {RangeError} with the model's reason when it is not for such data
 */
export const buildModel = (
  model: Pick<Model, 'name' | 'accepts' | 'build'>,
  input: ModelInput,
): BuiltModel => {
  const reason = model.accepts?.(input);
  if (reason) throw new RangeError(`The model "${model.name}" does not fit this data: ${reason}.`);
  return model.build(input);
};
