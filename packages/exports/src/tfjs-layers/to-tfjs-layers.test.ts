import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { chainOf } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import {
  type LayeredModel,
  oddGraphs,
  shapeOfExamples,
  zooModels,
} from '../testing/layered-models.ts';
import { type TfjsLayersOptions, toTfjsLayers } from './to-tfjs-layers.ts';

const load = ({ graph, weights }: LayeredModel, output: TfjsLayersOptions['output']) => {
  const files = toTfjsLayers(graph, weights, { output, metadata: { run: 'Ziffern' } });
  const model = JSON.parse(new TextDecoder().decode(files['model.json']));
  return loadLayersModel({
    load: async () => ({
      ...model,
      weightSpecs: model.weightsManifest[0].weights,
      weightData: files['weights.bin'].buffer,
    }),
  });
};

const predict = async (model: LayeredModel, output: TfjsLayersOptions['output']) => {
  const loaded = await load(model, output);
  const answer = loaded.predict(tf.tensor(model.examples, shapeOfExamples(model))) as tf.Tensor;
  return [...(await answer.data())];
};

describe('toTfjsLayers, loaded by tf.loadLayersModel', () => {
  it.each([...zooModels(), ...oddGraphs()])('$title: says what the model says', async (model) => {
    const [logits, expected] = [await predict(model, 'logits'), model.expected()];
    expect(logits).toHaveLength(expected.length);
    logits.forEach((value, index) => {
      expect(Math.abs(value - (expected[index] as number))).toBeLessThanOrEqual(1e-4);
    });
  });

  it('makes probabilities where it is asked to, and keeps the texts', async () => {
    const [model] = oddGraphs() as [LayeredModel, ...LayeredModel[]];
    const probabilities = await predict(model, 'probabilities');
    for (let row = 0; row < model.batch; row++) {
      const sum = probabilities.slice(3 * row, 3 * row + 3).reduce((total, value) => total + value);
      expect(sum).toBeCloseTo(1, 5);
    }
    const loaded = await load(model, 'probabilities');
    expect(loaded.getUserDefinedMetadata()).toEqual({ run: 'Ziffern' });
  });

  it('keeps apart from its own layers one that is called like what they say', async () => {
    const [model] = oddGraphs() as [LayeredModel, ...LayeredModel[]];
    const graph = model.graph.map((one) => ({
      ...one,
      name: one.name === 'dense' ? 'probabilities' : one.name,
    }));
    const manifest = model.weights.manifest.map(({ name, shape }) => ({
      name: name.replace(/^dense\//, 'probabilities/'),
      shape,
    }));
    const weights = { ...model.weights, manifest };
    const renamed = await predict({ ...model, graph, weights }, 'probabilities');
    expect(renamed).toEqual(await predict(model, 'probabilities'));
  });

  it('refuses weights that are not those of the layers', () => {
    const graph = chainOf([2], [['dense', 'Dense', { units: 2 }]]);
    const weights = { manifest: [{ name: 'other', shape: [6] }], values: new Float32Array(6) };
    expect(() => toTfjsLayers(graph, weights, { output: 'logits', metadata: {} })).toThrow(
      RangeError,
    );
  });
});
