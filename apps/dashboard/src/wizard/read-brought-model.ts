import type { FlatWeights } from '@tributary/fedavg';
import { buildLayerGraph, type ModelInput, modelOf, readKerasModel } from '@tributary/model-zoo';
import { type LayersModel, layersModelSchema } from '@tributary/protocol';

/** A model that a person chose files of, as a run would train it. */
export interface BroughtModel {
  readonly model: LayersModel;
  /** What it begins with; null where the run's seed draws that. */
  readonly weights: FlatWeights | null;
  /** What will be otherwise here than where it comes from. */
  readonly notes: readonly string[];
}

/**
 * Reads a tfjs Layers model.json with its .bin files, or Keras's JSON, in this browser.
 * @param input what examples are when they reach the model
 * @throws {RangeError} in whole sentences, when there is no such file, it is no such model or does not fit
 */
export const readBroughtModel = async (
  files: readonly File[],
  input: ModelInput,
): Promise<BroughtModel> => {
  const json = files.find(({ name }) => name.endsWith('.json'));
  if (json === undefined) {
    throw new RangeError('Choose the model.json, and the .bin files beside it together with it.');
  }
  const shards = Object.fromEntries(
    await Promise.all(
      files
        .filter((file) => file !== json)
        .map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const),
    ),
  );
  const { title, layers, weights, notes } = readKerasModel({ model: await json.text(), shards });
  const checked = layersModelSchema.safeParse({ title: title || json.name, layers });
  if (!checked.success) {
    throw new RangeError(`This model cannot be sent: ${checked.error.issues[0]?.message}.`);
  }
  const misfit = modelOf(checked.data).accepts?.(input);
  if (misfit) throw new RangeError(`This model does not fit the data: ${misfit}.`);
  const { manifest } = buildLayerGraph(layers);
  return { model: checked.data, weights: weights && { manifest, values: weights }, notes };
};
