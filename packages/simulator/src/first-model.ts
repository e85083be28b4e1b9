import { type FlatWeights, sameManifest } from '@tributary/fedavg';
import { type BuiltModel, describeLora, modelOf, wholeModel } from '@tributary/model-zoo';
import { decodeFrame, describeRejection, encodeFrame, type RunConfig } from '@tributary/protocol';

/** What a run begins with. */
export interface FirstModel {
  /** The frame of the first global model. */
  readonly first: Uint8Array;
  /** The weights that adapters are put on. */
  readonly base?: Float32Array;
}

/**
 * The first global model of a run: new weights, a pretrained model, or new adapters of one.
 * @param pretrained the frame of a whole model; needed where the task has adapters
 * @throws {RangeError} when it is missing or another model's, or the task's model is not for the data
 */
export const makeFirstModel = (
  { task, seed }: Pick<RunConfig, 'task' | 'seed'>,
  pretrained?: Uint8Array,
): FirstModel => {
  const whole = wholeModel(task);
  const { adapter } = task;
  if (!pretrained) {
    if (adapter) throw new RangeError('Adapters need the model that they are put on.');
    return initial(whole, seed);
  }
  const weights = weightsOf(pretrained, modelOf(task.model).name, whole);
  return adapter
    ? { ...initial(describeLora(whole, adapter), seed), base: weights.values }
    : { first: pretrained };
};

const initial = (
  { manifest, init }: Pick<BuiltModel, 'manifest' | 'init'>,
  seed: RunConfig['seed'],
): FirstModel => ({ first: encodeFrame('weights', { manifest, values: init(seed) }) });

const weightsOf = (
  pretrained: Uint8Array,
  name: string,
  { manifest }: Pick<BuiltModel, 'manifest'>,
): FlatWeights => {
  const frame = decodeFrame(pretrained, 'weights');
  if (!frame.ok) throw new RangeError(`The pretrained model: ${describeRejection(frame)}`);
  if (!sameManifest(manifest, frame.weights.manifest)) {
    throw new RangeError(`The pretrained model is no "${name}" for this data.`);
  }
  return frame.weights;
};
