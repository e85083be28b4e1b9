import type { DataSpec } from './describe-data.ts';
import type { LayerGraph } from './layer-graph/layer-graph.ts';
import { type ModelSpec, modelOf } from './layers-model.ts';
import { describeLora, type LoraOptions } from './lora.ts';
import { type BuiltModel, buildModel } from './model.ts';
import { preprocessedInput } from './preprocessed-input.ts';
import type { Task } from './task.ts';

/** What clients are to train, as a run's config names it. */
export interface TrainedTask extends Pick<Task, 'preprocessing'> {
  readonly model: ModelSpec;
  readonly dataset: DataSpec;
  /** Trains low-rank adapters of a model that stays as it is. */
  readonly adapter?: LoraOptions | undefined;
}

/** The whole model of a task, with adapters or without. @throws {RangeError} when it does not fit */
export const wholeModel = (task: TrainedTask): BuiltModel =>
  buildModel(modelOf(task.model), preprocessedInput(task));

/**
 * The whole model of a task as layers; undefined where it is not described so.
 * @throws {RangeError} when it does not fit
 */
export const taskLayers = (task: TrainedTask): LayerGraph | undefined => {
  const input = preprocessedInput(task);
  const model = modelOf(task.model);
  const reason = model.accepts?.(input);
  if (reason) throw new RangeError(`The model "${model.name}" does not fit this data: ${reason}.`);
  return model.layers?.(input);
};

/**
 * The weights that go over the wire, and the first ones: the whole model's, or its adapters'.
 * @throws {RangeError} when the model does not fit the data, or has no such matrices
 */
export const taskModel = (task: TrainedTask): Pick<BuiltModel, 'manifest' | 'init'> =>
  task.adapter ? describeLora(wholeModel(task), task.adapter) : wholeModel(task);
