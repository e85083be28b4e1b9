import type { LayerSpec } from '../layer-graph/layer-graph.ts';
import { type LayerKindName, layerKinds } from '../layer-graph/layer-kinds.ts';
import { type KerasLayer, refuseLayer } from './keras-layer.ts';
import { activationOf, lengthOf, pick, requireFixed } from './read-params.ts';

type Params = Readonly<Record<string, unknown>>;
type Convert = (layer: KerasLayer) => readonly LayerSpec[];

/** One layer of the same kind. @param read its parameters here */
const same =
  (kind: LayerKindName, read: (layer: KerasLayer) => Params = () => ({}), except: string[] = []) =>
  (layer: KerasLayer): readonly LayerSpec[] => {
    requireFixed(layer, except);
    return [{ name: layer.name, kind, inputs: layer.inputs, params: read(layer) }];
  };

const activated =
  (...keys: readonly string[]) =>
  (layer: KerasLayer): Params => ({ ...pick(layer, keys), activation: activationOf(layer) });

const along =
  (keys: readonly string[], read: (layer: KerasLayer) => Params) =>
  (layer: KerasLayer): Params =>
    Object.fromEntries(
      Object.entries(read(layer)).map(([key, value]) => [
        key,
        keys.includes(key) ? lengthOf(value) : value,
      ]),
    );

const windows = ['kernelSize', 'strides', 'padding', 'useBias'] as const;
const pooling = (layer: KerasLayer): Params => pick(layer, ['poolSize', 'strides', 'padding']);

/** Without a batch: [null, 28, 28, 1] → [28, 28, 1]. */
const inputParams = (layer: KerasLayer): Params => {
  const shape = layer.config.batchInputShape ?? layer.config.batchShape;
  if (Array.isArray(shape)) return { shape: shape.slice(1) };
  throw refuseLayer(layer, 'it does not say what an example is; give it a shape');
};

/** A convolution of each channel, then one of 1×1 over them. */
const separable: Convert = (layer) => {
  requireFixed(layer);
  const { name, inputs } = layer;
  const depthwise = `${name}/depthwise`;
  return [
    {
      ...{ name: depthwise, kind: 'DepthwiseConv2D', inputs },
      params: { ...pick(layer, ['kernelSize', 'strides', 'padding']), useBias: false },
    },
    {
      ...{ name, kind: 'Conv2D', inputs: [depthwise] },
      params: { ...activated('filters', 'useBias')(layer), kernelSize: 1 },
    },
  ];
};

const relu = (layer: KerasLayer): Params => {
  if (layer.config.negativeSlope) throw refuseLayer(layer, 'take a LeakyReLU for a slope');
  return pick(layer, ['maxValue']);
};

const requireLastAxis = (layer: KerasLayer): Params => {
  const { axis = -1 } = layer.config;
  if (lengthOf(axis) === -1) return {};
  throw refuseLayer(layer, 'it is along another axis than the last; set axis to -1');
};

const groupNormalization = (layer: KerasLayer): Params => {
  requireLastAxis(layer);
  if (layer.config.center === false || layer.config.scale === false) {
    throw refuseLayer(layer, 'it needs both center and scale; switch them on');
  }
  return pick(layer, ['groups', 'epsilon']);
};

const elu: Convert = (layer) => {
  if ((layer.config.alpha ?? 1) !== 1) throw refuseLayer(layer, 'alpha has to be 1; change it');
  return [
    { name: layer.name, kind: 'Activation', inputs: layer.inputs, params: { activation: 'elu' } },
  ];
};

const converters: Readonly<Record<string, Convert>> = {
  InputLayer: same('InputLayer', inputParams),
  Flatten: same('Flatten'),
  Reshape: same('Reshape', (layer) => pick(layer, ['targetShape'])),
  Dropout: same('Dropout', (layer) => pick(layer, ['rate'])),
  Dense: same('Dense', activated('units', 'useBias')),
  Conv1D: same('Conv1D', along(['kernelSize', 'strides'], activated('filters', ...windows))),
  Conv2D: same('Conv2D', activated('filters', ...windows)),
  DepthwiseConv2D: same('DepthwiseConv2D', activated(...windows)),
  SeparableConv2D: separable,
  MaxPooling1D: same('MaxPooling1D', along(['poolSize', 'strides'], pooling)),
  MaxPooling2D: same('MaxPooling2D', pooling),
  AveragePooling1D: same('AveragePooling1D', along(['poolSize', 'strides'], pooling)),
  AveragePooling2D: same('AveragePooling2D', pooling),
  GlobalMaxPooling1D: same('GlobalMaxPooling1D'),
  GlobalMaxPooling2D: same('GlobalMaxPooling2D'),
  GlobalAveragePooling1D: same('GlobalAveragePooling1D'),
  GlobalAveragePooling2D: same('GlobalAveragePooling2D'),
  Activation: same('Activation', activated()),
  ReLU: same('ReLU', relu),
  LeakyReLU: same('LeakyReLU', ({ config }) => {
    const alpha = config.alpha ?? config.negativeSlope;
    return alpha === undefined ? {} : { alpha };
  }),
  ELU: elu,
  Softmax: same('Softmax', requireLastAxis),
  GroupNormalization: same('GroupNormalization', groupNormalization, ['groups']),
  Add: same('Add'),
  Concatenate: same('Concatenate', requireLastAxis),
  Embedding: same('Embedding', (layer) => pick(layer, ['inputDim', 'outputDim'])),
};

/** What to do about layers that people bring and that have no place here. */
const remedies: Readonly<Record<string, string>> = {
  BatchNormalization:
    'its running statistics do not federate, no gradient moves them; take GroupNormalization',
  Rescaling: 'leave it out and add the step "scale" or "normalise" to the run',
  Normalization: 'leave it out and add the step "standardise" to the run',
  CategoryEncoding: 'leave it out and add the step "one-hot" to the run',
  StringLookup: 'leave it out: devices make indices of categories themselves',
  TextVectorization: 'leave it out and add the step "tokenise" to the run',
  Lambda: 'code cannot be brought; say it in layers',
};

/** The layers that stand for one of a file. @throws {KerasModelError} when there are none */
export const convertLayer: Convert = (layer) => {
  const convert = Object.hasOwn(converters, layer.className)
    ? converters[layer.className]
    : undefined;
  if (convert) return convert(layer);
  const remedy = Object.hasOwn(remedies, layer.className)
    ? remedies[layer.className]
    : `such layers cannot be trained here; there are ${Object.keys(layerKinds).filter(isKeras).join(', ')}`;
  throw refuseLayer(layer, remedy as string);
};

/** Files of Keras know all kinds but one. */
const isKeras = (kind: string): boolean => kind !== 'RowFeatures';
