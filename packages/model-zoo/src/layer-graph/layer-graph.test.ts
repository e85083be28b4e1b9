import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { splitWeights } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { buildLayerGraph } from './build-layer-graph.ts';
import { describeLayers, MAX_LAYERS } from './describe-layers.ts';
import { chainOf, type LayerGraph, type Link, layer } from './layer-graph.ts';

/** What a graph makes of one example, with these weights. */
const run = (
  graph: LayerGraph,
  example: readonly number[],
  weights: readonly number[] = [],
): { readonly shape: readonly number[]; readonly values: number[] } => {
  const { manifest, forward } = buildLayerGraph(graph);
  return tf.tidy(() => {
    const shape = describeLayers(graph)[0]?.built.shape as number[];
    const tensors = splitWeights({ manifest, values: Float32Array.from(weights) }).map((weight) =>
      tf.tensor(weight.values, [...weight.shape]),
    );
    const output = forward(tf, tensors, tf.tensor([...example], [1, ...shape]));
    return { shape: output.shape.slice(1), values: [...output.dataSync()] };
  });
};

const shapeAfter = (shape: readonly number[], ...links: Link[]) =>
  describeLayers(chainOf(shape, links)).at(-1)?.built.shape;

describe('a layer graph', () => {
  it('adds what went past to what went through', () => {
    const graph = [
      ...chainOf([2], [['twice', 'Dense', { units: 2, useBias: false }]]),
      layer(['sum', 'Add', {}], ['twice', 'input']),
      layer(['both', 'Concatenate', {}], ['sum', 'input']),
    ];
    expect(run(graph, [1, -3], [2, 0, 0, 2])).toEqual({ shape: [4], values: [3, -9, 1, -3] });
  });

  it('cuts at both ends, scales slopes, and leaves out nothing', () => {
    const graph = chainOf(
      [4],
      [
        ['dropout', 'Dropout', { rate: 0.5 }],
        ['leaky', 'LeakyReLU', { alpha: 0.5 }],
        ['cut', 'ReLU', { maxValue: 2 }],
      ],
    );
    expect(run(graph, [-1, 0, 1, 9]).values).toEqual([0, 0, 1, 2]);
    expect(run(graph.slice(0, 3), [-1, 0, 1, 9]).values).toEqual([-0.5, 0, 1, 9]);
  });

  it('pools windows of steps, and all of them', () => {
    const steps = [1, 10, 2, 20, 3, 30];
    const pooled = (link: Link) => run(chainOf([3, 2], [link]), steps).values;
    expect(pooled(['a', 'MaxPooling1D', { padding: 'same' }])).toEqual([2, 20, 3, 30]);
    expect(pooled(['a', 'AveragePooling1D', {}])).toEqual([1.5, 15]);
    expect(pooled(['a', 'GlobalMaxPooling1D', {}])).toEqual([3, 30]);
    expect(pooled(['a', 'GlobalAveragePooling1D', {}])).toEqual([2, 20]);
  });

  it('runs a dense layer over each step', () => {
    const graph = chainOf([2, 2], [['dense', 'Dense', { units: 1 }]]);
    expect(run(graph, [1, 2, 3, 4], [1, 10, 0.5])).toEqual({ shape: [2, 1], values: [21.5, 43.5] });
  });

  it('knows what comes out of windows with and without padding', () => {
    const convolve = (padding: 'valid' | 'same'): Link => [
      'conv',
      'Conv2D',
      { filters: 4, kernelSize: [3, 2], strides: [2, 1], padding },
    ];
    expect(shapeAfter([9, 7, 1], convolve('valid'))).toEqual([4, 6, 4]);
    expect(shapeAfter([9, 7, 1], convolve('same'))).toEqual([5, 7, 4]);
    expect(shapeAfter([6], ['a', 'Reshape', { targetShape: [-1, 2] }])).toEqual([3, 2]);
    expect(shapeAfter([6], ['a', 'Embedding', { inputDim: 9, outputDim: 4 }])).toEqual([6, 4]);
  });

  it.each<[string, LayerGraph, string]>([
    [
      'unknown',
      [...chainOf([2], []), { name: 'a', kind: 'LSTM', inputs: ['input'], params: {} }],
      '"a" (LSTM): such layers cannot be trained here; there are InputLayer,',
    ],
    [
      'of no class',
      [...chainOf([2], []), { name: 'a', kind: 'toString', inputs: ['input'], params: {} }],
      'such layers cannot be trained',
    ],
    [
      'without its input',
      [...chainOf([2], []), layer(['a', 'Flatten', {}], ['b'])],
      'no layer before it is called "b"',
    ],
    [
      'named twice',
      [...chainOf([2], []), layer(['input', 'Flatten', {}], ['input'])],
      'there is another of this name',
    ],
    [
      'a second input',
      [...chainOf([2], []), layer(['a', 'InputLayer', { shape: [3] }], [])],
      'a second input',
    ],
    ['with a wrong parameter', chainOf([2], [['a', 'Dense', { units: 0 }]]), '"a" (Dense): units:'],
    [
      'with a parameter too many',
      [
        ...chainOf([2], []),
        { name: 'a', kind: 'Dense', inputs: ['input'], params: { units: 1, dilation: 2 } },
      ],
      'dilation',
    ],
    [
      'on what it does not take',
      chainOf([2], [['a', 'Conv2D', { filters: 1, kernelSize: 1 }]]),
      'it takes inputs [height, width, channels], but gets [2]',
    ],
    [
      'too large',
      chainOf([2, 9, 1], [['a', 'Conv2D', { filters: 1, kernelSize: 3 }]]),
      'its window of 3 is larger than its input of 2',
    ],
    [
      'that cannot be reshaped',
      chainOf([7], [['a', 'Reshape', { targetShape: [-1, 2] }]]),
      'it cannot make [-1, 2] of [7]',
    ],
    [
      'whose groups do not divide',
      chainOf([2, 2, 6], [['a', 'GroupNormalization', { groups: 4 }]]),
      'its 4 groups do not divide 6 channels',
    ],
    [
      'that adds unlike things',
      [...chainOf([2], [['a', 'Dense', { units: 3 }]]), layer(['b', 'Add', {}], ['a', 'input'])],
      'it adds what is shaped alike, but gets [3] and [2]',
    ],
  ])('refuses a layer %s', (_, graph, reason) => {
    expect(() => buildLayerGraph(graph)).toThrow(reason);
  });

  it('has no more weights than a coordinator takes', () => {
    const wide = (units: number) => chainOf([4095], [['wide', 'Dense', { units }]]);
    expect(buildLayerGraph(wide(4096)).manifest).toHaveLength(2);
    expect(() => buildLayerGraph(wide(4097))).toThrow(
      'The model has 16,781,312 weights; there may be 16,777,216, which are 64 MiB.',
    );
  });

  it('begins with its input, and ends', () => {
    expect(() => buildLayerGraph([])).toThrow('must begin with an InputLayer');
    const long = Array.from({ length: MAX_LAYERS }, (_, at): Link => [`a${at}`, 'Flatten', {}]);
    expect(() => buildLayerGraph(chainOf([2], long))).toThrow(`there may be ${MAX_LAYERS}`);
  });
});
