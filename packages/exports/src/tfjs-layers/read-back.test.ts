import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { splitWeights } from '@tributary/fedavg';
import { buildLayerGraph, readKerasModel } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { oddGraphs, zooModels } from '../testing/layered-models.ts';
import { toTfjsLayers } from './to-tfjs-layers.ts';

/** Layers that tfjs has for what it lacks, which are none to train here. */
const isReadable = ({ graph }: { readonly graph: readonly { readonly kind: string }[] }): boolean =>
  !graph.some(({ kind }) => kind === 'GroupNormalization' || kind === 'RowFeatures');

/** The files that tfjs itself writes. */
const filesOf = async (model: LayersModel) => {
  let files: Parameters<typeof readKerasModel>[0] | undefined;
  await model.save({
    save: async ({ modelTopology, weightSpecs, weightData }) => {
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
      const bytes = new Uint8Array(weightData as ArrayBuffer);
      files = {
        model: JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest }),
        shards: { 'weights.bin': bytes },
      };
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  if (!files) throw new Error('tfjs saved nothing.');
  return files;
};

describe('readKerasModel', () => {
  it.each([...zooModels(), ...oddGraphs()].filter(isReadable))(
    'reads $title back as it was written',
    ({ graph, weights }) => {
      const files = toTfjsLayers(graph, weights, { output: 'probabilities', metadata: {} });
      const read = readKerasModel({
        model: new TextDecoder().decode(files['model.json']),
        shards: { 'weights.bin': files['weights.bin'] },
      });
      expect(read.weights?.every((value, at) => value === weights.values[at])).toBe(true);
      expect(buildLayerGraph(read.layers).manifest).toEqual(weights.manifest);
      expect(read.notes.join(' ')).toContain('softmax');
    },
  );

  it('reads what tfjs saves, and computes what tfjs computes', async () => {
    const model = sequential({
      layers: [
        layers.conv2d({
          ...{ inputShape: [11, 9, 2], filters: 5, kernelSize: [3, 2], strides: [2, 1] },
          ...{ activation: 'relu', biasInitializer: 'randomNormal' },
        }),
        layers.separableConv2d({ filters: 6, kernelSize: 2, padding: 'same', activation: 'elu' }),
        layers.depthwiseConv2d({ kernelSize: 2, biasInitializer: 'randomNormal' }),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.flatten(),
        layers.dropout({ rate: 0.4 }),
        layers.dense({ units: 4, activation: 'linear', biasInitializer: 'randomNormal' }),
      ],
    });
    const { layers: graph, weights } = readKerasModel(await filesOf(model));
    const { manifest, forward } = buildLayerGraph(graph);
    const inputs = tf.randomNormal([3, 11, 9, 2], 0, 1, 'float32', 5);
    const tensors = splitWeights({ manifest, values: weights as Float32Array }).map((weight) =>
      tf.tensor(weight.values, [...weight.shape]),
    );
    const [ours, theirs] = [forward(tf, tensors, inputs), model.predict(inputs) as tf.Tensor];
    const expected = await theirs.data();
    (await ours.data()).forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at] as number, 4);
    });
    expect(ours.shape).toEqual([3, 4]);
  });
});
