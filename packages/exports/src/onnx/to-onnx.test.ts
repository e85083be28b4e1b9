import '@tensorflow/tfjs-backend-cpu';
import { buildLayerGraph, chainOf } from '@tributary/model-zoo';
import { InferenceSession, Tensor } from 'onnxruntime-web';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import {
  type LayeredModel,
  oddGraphs,
  shapeOfExamples,
  zooModels,
} from '../testing/layered-models.ts';
import { onnxSchema } from './onnx-schema.ts';
import { ONNX_INPUT, type OnnxOptions, toOnnx } from './to-onnx.ts';

const TOLERANCE = 1e-4;

const open = ({ graph, weights }: LayeredModel, output: OnnxOptions['output']) =>
  InferenceSession.create(toOnnx(graph, weights, { output, metadata: { run: 'Ziffern' } }), {
    executionProviders: ['wasm'],
  });

const predict = async (model: LayeredModel, output: OnnxOptions['output']): Promise<number[]> => {
  const session = await open(model, output);
  const input = new Tensor('float32', model.examples, shapeOfExamples(model));
  const answer = await session.run({ [ONNX_INPUT]: input });
  await session.release();
  const { data } = answer[output] as Tensor;
  return [...(data as Float32Array)];
};

const largestDifference = (actual: readonly number[], expected: readonly number[]): number => {
  expect(actual).toHaveLength(expected.length);
  return actual.reduce((most, value, index) => {
    const difference = Math.abs(value - (expected[index] as number));
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(most, difference);
  }, 0);
};

const softmax = (logits: readonly number[], classes: number): number[] =>
  logits.map((value, at) => {
    const row = logits.slice(at - (at % classes), at - (at % classes) + classes);
    return Math.exp(value) / row.reduce((sum, each) => sum + Math.exp(each), 0);
  });

describe('toOnnx, run by onnxruntime', () => {
  it.each([...zooModels(), ...oddGraphs()])('$title: says what the model says', async (model) => {
    const logits = await predict(model, 'logits');
    expect(largestDifference(logits, model.expected())).toBeLessThanOrEqual(TOLERANCE);
  });

  it('makes probabilities of logits where it is asked to', async () => {
    const model = zooModels().find(({ title }) => title === 'tabular-mlp on rows with categories');
    if (!model) throw new Error('The zoo has no such model.');
    const probabilities = await predict(model, 'probabilities');
    expect(largestDifference(probabilities, softmax(model.expected(), 3))).toBeLessThanOrEqual(
      TOLERANCE,
    );
  });

  it('takes any number of examples', async () => {
    const [model] = oddGraphs() as [LayeredModel, ...LayeredModel[]];
    const each = model.examples.length / model.batch;
    const first = { ...model, batch: 1, examples: model.examples.slice(0, each) };
    const logits = model.expected();
    const expected = logits.slice(0, logits.length / model.batch);
    expect(largestDifference(await predict(first, 'logits'), expected)).toBeLessThan(TOLERANCE);
  });

  it('is read by protobufjs, with its texts', () => {
    const graph = chainOf([2], [['dense', 'Dense', { units: 2 }]]);
    const weights = { ...buildLayerGraph(graph), values: Float32Array.of(1, 2, 3, 4, 5, 6) };
    const metadata = { run: 'Ziffern ✓' };
    const bytes = toOnnx(graph, weights, { output: 'probabilities', metadata });
    const type = protobuf.Root.fromJSON({ ...onnxSchema }).lookupType('ModelProto');
    expect(type.toObject(type.decode(bytes), { longs: Number })).toMatchObject({
      irVersion: 8,
      opsetImport: [{ version: 15 }],
      metadataProps: [{ key: 'run', value: 'Ziffern ✓' }],
      graph: {
        initializer: [
          { name: 'dense/kernel', dims: [2, 2] },
          { name: 'dense/bias', dims: [2] },
        ],
        output: [{ name: 'probabilities' }],
      },
    });
  });

  it('refuses weights that are not those of the layers', () => {
    const graph = chainOf([2], [['dense', 'Dense', { units: 2 }]]);
    const weights = {
      manifest: [{ name: 'dense/kernel', shape: [4] }],
      values: new Float32Array(4),
    };
    expect(() => toOnnx(graph, weights, { output: 'logits', metadata: {} })).toThrow(RangeError);
  });
});
