import { describe, expect, it } from 'vitest';
import { describeLayers } from '../layer-graph/describe-layers.ts';
import { readKerasModel } from './read-keras-model.ts';

type Json = Readonly<Record<string, unknown>>;

const glorot = {
  module: 'keras.initializers',
  class_name: 'GlorotUniform',
  config: { seed: null },
  registered_name: null,
};

/** As Keras 3 writes it. */
const dense3 = (name: string, units: number, activation: string, before?: string) => ({
  module: 'keras.layers',
  class_name: 'Dense',
  config: {
    name,
    trainable: true,
    dtype: { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float32' } },
    ...{ units, activation, use_bias: true, kernel_initializer: glorot, kernel_regularizer: null },
  },
  registered_name: null,
  build_config: { input_shape: [null, 4] },
  name,
  inbound_nodes: before ? [{ args: [tensor3(before)], kwargs: {} }] : [],
});
const tensor3 = (layer: string) => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, 4], dtype: 'float32', keras_history: [layer, 0, 0] },
});
const input3 = {
  module: 'keras.layers',
  class_name: 'InputLayer',
  config: { batch_shape: [null, 4], dtype: 'float32', sparse: false, name: 'features' },
  registered_name: null,
  name: 'features',
  inbound_nodes: [],
};

const layer2 = (className: string, config: Json) => ({ class_name: className, config });
const sequential2 = (...layers: readonly unknown[]): Json => ({
  class_name: 'Sequential',
  config: { name: 'sequential', layers },
  keras_version: '2.15.0',
  backend: 'tensorflow',
});

const read = (model: unknown) => readKerasModel({ model: JSON.stringify(model) });
const kindsOf = (model: unknown) =>
  describeLayers(read(model).layers).map(({ name, kind, built }) => [name, kind, built.shape]);

describe('readKerasModel', () => {
  it('reads a Sequential model of Keras 2, which says its input in its first layer', () => {
    const model = sequential2(
      layer2('Conv2D', {
        ...{ name: 'conv', trainable: true, batch_input_shape: [null, 9, 7, 3], dtype: 'float32' },
        ...{ filters: 8, kernel_size: [3, 3], strides: [2, 1], padding: 'same' },
        ...{ data_format: 'channels_last', dilation_rate: [1, 1], groups: 1, use_bias: false },
        activation: 'relu',
      }),
      layer2('MaxPooling2D', {
        ...{ name: 'pool', pool_size: [2, 2], strides: [2, 2], padding: 'valid' },
        data_format: 'channels_last',
      }),
      layer2('SeparableConv2D', {
        ...{ name: 'apart', filters: 5, kernel_size: [2, 2], activation: 'linear' },
        ...{ padding: 'valid', depth_multiplier: 1, use_bias: true },
      }),
      layer2('GlobalAveragePooling2D', { name: 'mean', keepdims: false }),
      layer2('Dropout', { name: 'drop', rate: 0.5, noise_shape: null, seed: null }),
      layer2('Dense', { name: 'classes', units: 4, activation: 'softmax' }),
    );
    expect(kindsOf(model)).toEqual([
      ['input', 'InputLayer', [9, 7, 3]],
      ['conv', 'Conv2D', [5, 7, 8]],
      ['pool', 'MaxPooling2D', [2, 3, 8]],
      ['apart/depthwise', 'DepthwiseConv2D', [1, 2, 8]],
      ['apart', 'Conv2D', [1, 2, 5]],
      ['mean', 'GlobalAveragePooling2D', [5]],
      ['drop', 'Dropout', [5]],
      ['classes', 'Dense', [4]],
    ]);
    const { layers, notes, weights } = read(model);
    expect(layers.at(-1)?.params).toMatchObject({ activation: 'linear' });
    expect(notes.join(' ')).toMatch(/softmax.*Dropout does nothing.*no weights/);
    expect(weights).toBeNull();
  });

  it('reads a Functional model of Keras 3, with a way past a layer', () => {
    const model = {
      module: 'keras.src.models.functional',
      class_name: 'Functional',
      config: {
        name: 'residual',
        layers: [
          input3,
          dense3('hidden', 4, 'relu', 'features'),
          {
            module: 'keras.layers',
            class_name: 'Add',
            config: { name: 'sum' },
            name: 'sum',
            inbound_nodes: [{ args: [[tensor3('hidden'), tensor3('features')]], kwargs: {} }],
          },
          dense3('unused', 9, 'relu', 'features'),
          dense3('classes', 3, 'linear', 'sum'),
        ],
        input_layers: [['features', 0, 0]],
        output_layers: ['classes', 0, 0],
      },
    };
    expect(read(model).title).toBe('residual');
    expect(read(model).layers.map(({ name, inputs }) => [name, inputs])).toEqual([
      ['features', []],
      ['hidden', ['features']],
      ['sum', ['hidden', 'features']],
      ['classes', ['sum']],
    ]);
  });

  it('reads a Functional model of Keras 2 as tfjs keeps it, with the weights beside it', () => {
    const values = Float32Array.from({ length: 3 * 2 + 2 + 2 * 1 + 1 }, (_, at) => at + 1);
    const bytes = new Uint8Array(values.buffer);
    const model = {
      format: 'layers-model',
      modelTopology: {
        keras_version: '2.4.0',
        model_config: {
          class_name: 'Functional',
          config: {
            name: 'model',
            layers: [
              {
                class_name: 'InputLayer',
                config: { batch_input_shape: [null, 3], name: 'in' },
                ...{ name: 'in', inbound_nodes: [] },
              },
              {
                ...layer2('Dense', { name: 'a', units: 2, activation: 'tanh', use_bias: true }),
                ...{ name: 'a', inbound_nodes: [[['in', 0, 0, {}]]] },
              },
              {
                ...layer2('Dense', { name: 'b', units: 1, activation: 'linear', use_bias: true }),
                ...{ name: 'b', inbound_nodes: [[['a', 0, 0, {}]]] },
              },
            ],
            input_layers: [['in', 0, 0]],
            output_layers: [['b', 0, 0]],
          },
        },
      },
      weightsManifest: [
        {
          paths: ['group1-shard1of2.bin', 'group1-shard2of2.bin'],
          weights: [
            { name: 'b/kernel', shape: [2, 1], dtype: 'float32' },
            { name: 'b/bias', shape: [1], dtype: 'float32' },
            { name: 'a/a/kernel:0', shape: [3, 2], dtype: 'float32' },
            { name: 'a/a/bias:0', shape: [2], dtype: 'float32' },
          ],
        },
      ],
    };
    const files = {
      model: JSON.stringify(model),
      shards: {
        'group1-shard1of2.bin': bytes.subarray(0, 10),
        'group1-shard2of2.bin': bytes.subarray(10),
      },
    };
    expect([...(readKerasModel(files).weights ?? [])]).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 1, 2, 3]);

    const without = { ...files, shards: { 'group1-shard1of2.bin': bytes } };
    expect(() => readKerasModel(without)).toThrow('"group1-shard2of2.bin" is missing');
    const cut = { ...files.shards, 'group1-shard2of2.bin': bytes.subarray(10, 40) };
    expect(() => readKerasModel({ ...files, shards: cut })).toThrow('ends within "a/a/bias:0"');
    const wide = JSON.stringify(model).replace('"units":2', '"units":4');
    expect(() => readKerasModel({ ...files, model: wide })).toThrow('but its layer needs [3,4]');
  });

  it('says of what layers ask for and will not get, whichever of their weights it is about', () => {
    const notesOn = (config: Json) =>
      read(
        sequential2(
          layer2('SeparableConv2D', {
            ...{ name: 'apart', ...first, filters: 2, kernel_size: [2, 2] },
            ...{ depthwise_constraint: null, pointwise_regularizer: null, ...config },
          }),
        ),
      ).notes.join(' ');
    const max = { class_name: 'MaxNorm', config: { max_value: 2, axis: 0 } };
    expect(notesOn({})).not.toMatch(/left out/);
    expect(notesOn({ depthwise_constraint: max })).toMatch(/^Constraints on weights are left out/);
    expect(notesOn({ pointwise_regularizer: 'l2' })).toMatch(/^Regularisers are left out/);
  });

  const first = { batch_input_shape: [null, 6, 6, 1] };
  const flat = layer2('Flatten', { name: 'flat', ...first });
  it.each<[string, unknown, string]>([
    [
      'normalises by batches',
      sequential2(flat, layer2('BatchNormalization', { name: 'bn' })),
      'The layer "bn" (BatchNormalization): its running statistics do not federate',
    ],
    [
      'recurs',
      sequential2(flat, layer2('LSTM', { name: 'reader' })),
      'The layer "reader" (LSTM): such layers cannot be trained here; there are',
    ],
    [
      'is named like a method',
      sequential2(flat, layer2('constructor', { name: 'x' })),
      'such layers cannot be trained here',
    ],
    [
      'has its channels first',
      sequential2(
        layer2('Conv2D', {
          name: 'conv',
          ...first,
          filters: 1,
          kernel_size: [3, 3],
          data_format: 'channels_first',
        }),
      ),
      'dataFormat is "channels_first", but only "channels_last"',
    ],
    [
      'has holes',
      sequential2(
        layer2('Conv2D', {
          name: 'conv',
          ...first,
          filters: 1,
          kernel_size: [3, 3],
          dilation_rate: [2, 2],
        }),
      ),
      'dilationRate is [2,2], but only 1',
    ],
    [
      'has an activation of its own',
      sequential2(flat, layer2('Dense', { name: 'a', units: 2, activation: 'my_relu' })),
      'The layer "a" (Dense): its activation cannot be trained here; take one of linear, relu',
    ],
    [
      'is a model within a model',
      sequential2(flat, { ...sequential2(flat), name: 'inner' }),
      'put its layers in its place',
    ],
    [
      'does not say its input',
      sequential2(layer2('Dense', { name: 'a', units: 2 })),
      'must begin with an InputLayer',
    ],
    ['has no layers', sequential2(), 'The model has no layers'],
    [
      'is an estimator',
      { class_name: 'RandomForest', config: {} },
      'no Sequential or Functional model but "RandomForest"',
    ],
    [
      'can only predict',
      { format: 'graph-model', modelTopology: { node: [] } },
      '--output_format=tfjs_layers_model',
    ],
    ['is a list', [], 'the file holds no JSON object'],
  ])('refuses a model that %s', (_, model, reason) => {
    expect(() => read(model)).toThrow(reason);
  });

  it('refuses a model of several outputs, a layer that is used twice and one that follows itself', () => {
    const functional = (layers: readonly unknown[], outputs: readonly unknown[]) => ({
      class_name: 'Functional',
      config: { name: 'm', layers, input_layers: [['features', 0, 0]], output_layers: outputs },
    });
    const [a, b] = [dense3('a', 4, 'relu', 'features'), dense3('b', 4, 'relu', 'a')];
    const two = functional(
      [input3, a, b],
      [
        ['a', 0, 0],
        ['b', 0, 0],
      ],
    );
    expect(() => read(two)).toThrow('The model has 2 outputs');
    const twice = { ...a, inbound_nodes: [...a.inbound_nodes, ...b.inbound_nodes] };
    expect(() => read(functional([input3, twice], [['a', 0, 0]]))).toThrow('used more than once');
    const round = functional([input3, dense3('a', 4, 'relu', 'b'), b], [['b', 0, 0]]);
    expect(() => read(round)).toThrow('it follows itself');
    expect(() => read(functional([input3, b], [['b', 0, 0]]))).toThrow(
      'a layer "a" that it does not have',
    );
  });

  it.each([
    ['no shape', [{ name: 'a/kernel', dtype: 'float32' }], ['w.bin'], '"a/kernel" has no shape'],
    ['an odd shape', [{ name: 'a', shape: [-1], dtype: 'float32' }], ['w.bin'], 'has no shape'],
    [
      'too large a shape',
      [{ name: 'a', shape: [1e9], dtype: 'float32' }],
      ['w.bin'],
      'ends within',
    ],
    ['no file', [], ['__proto__'], 'The file "__proto__" is missing'],
  ])('refuses weights of %s', (_, weights, paths, reason) => {
    const model = {
      modelTopology: sequential2(flat, layer2('Dense', { name: 'a', units: 2 })),
      weightsManifest: [{ paths, weights }],
    };
    const shards = { 'w.bin': new Uint8Array(8) };
    expect(() => readKerasModel({ model: JSON.stringify(model), shards })).toThrow(reason);
  });

  it('refuses more layers than it may have, however they follow each other', () => {
    const chain = Array.from({ length: 50_000 }, (_, at) =>
      dense3(`d${at}`, 1, 'relu', `d${at - 1}`),
    );
    const config = { name: 'm', layers: chain, input_layers: [['d0', 0, 0]] };
    const model = {
      class_name: 'Functional',
      config: { ...config, output_layers: [['d9', 0, 0]] },
    };
    expect(() => read(model)).toThrow('The model has 50000 layers; there may be 300.');
  });

  it('says of a file that is no JSON what to choose', () => {
    expect(() => readKerasModel({ model: '\u0089HDF\r\n' })).toThrow('.h5 and .keras files');
  });
});
