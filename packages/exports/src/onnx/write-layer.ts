import type { DescribedLayer, LayerKindName } from '@tributary/model-zoo';
import {
  firstOf,
  firstOut,
  type LayerToWrite,
  lastOut,
  type WriteLayer,
  writeActivation,
  writeClip,
  writeElementwise,
} from './layer-writers.ts';
import type { Value } from './layout.ts';
import { writeConvolution } from './write-convolution.ts';
import { writeDense } from './write-dense.ts';
import { writeGroupNormalization } from './write-group-normalization.ts';
import { writeEmbedding, writeRowFeatures } from './write-lookup.ts';
import { writeGlobalPooling, writePooling } from './write-pooling.ts';

const asShaped: WriteLayer<'Flatten' | 'Reshape'> = (toWrite) => {
  const { writer, layer } = toWrite;
  const shape = writer.integers([-1, ...layer.built.shape]);
  return lastOut(toWrite, writer.node('Reshape', [firstOf(toWrite).channelsLast(), shape]));
};

const asActivated = (
  toWrite: LayerToWrite<'Activation' | 'Softmax'>,
  activation: Parameters<typeof writeActivation>[2]['activation'],
): Value => {
  const { writer } = toWrite;
  if (activation !== 'softmax') {
    return writeElementwise(toWrite, (name) =>
      writeActivation(writer, name, { activation, axis: -1 }),
    );
  }
  const x = firstOf(toWrite).channelsLast();
  return lastOut(toWrite, writeActivation(writer, x, { activation, axis: -1 }));
};

const writeAdd: WriteLayer<'Add'> = (toWrite) => {
  const { writer, inputs } = toWrite;
  const isFirst = inputs.every(({ native }) => native === 'channelsFirst');
  const names = inputs.map((input) => (isFirst ? input.channelsFirst() : input.channelsLast()));
  const sum = names.reduce((total, name) => writer.node('Add', [total, name]));
  return isFirst ? firstOut(toWrite, sum) : lastOut(toWrite, sum);
};

const writers: { readonly [Kind in LayerKindName]: WriteLayer<Kind> } = {
  InputLayer: firstOf,
  Dropout: firstOf,
  Flatten: asShaped as WriteLayer<'Flatten'>,
  Reshape: asShaped as WriteLayer<'Reshape'>,
  Dense: writeDense,
  Conv1D: writeConvolution as WriteLayer<'Conv1D'>,
  Conv2D: writeConvolution as WriteLayer<'Conv2D'>,
  DepthwiseConv2D: writeConvolution as WriteLayer<'DepthwiseConv2D'>,
  MaxPooling1D: writePooling as WriteLayer<'MaxPooling1D'>,
  MaxPooling2D: writePooling as WriteLayer<'MaxPooling2D'>,
  AveragePooling1D: writePooling as WriteLayer<'AveragePooling1D'>,
  AveragePooling2D: writePooling as WriteLayer<'AveragePooling2D'>,
  GlobalMaxPooling1D: writeGlobalPooling as WriteLayer<'GlobalMaxPooling1D'>,
  GlobalMaxPooling2D: writeGlobalPooling as WriteLayer<'GlobalMaxPooling2D'>,
  GlobalAveragePooling1D: writeGlobalPooling as WriteLayer<'GlobalAveragePooling1D'>,
  GlobalAveragePooling2D: writeGlobalPooling as WriteLayer<'GlobalAveragePooling2D'>,
  GroupNormalization: writeGroupNormalization,
  Activation: (toWrite) =>
    asActivated(toWrite as LayerToWrite<'Activation' | 'Softmax'>, toWrite.layer.params.activation),
  Softmax: (toWrite) => asActivated(toWrite as LayerToWrite<'Activation' | 'Softmax'>, 'softmax'),
  ReLU: (toWrite) => {
    const { maxValue } = toWrite.layer.params;
    return writeElementwise(toWrite, (name) =>
      maxValue === null
        ? toWrite.writer.node('Relu', [name])
        : writeClip(toWrite.writer, name, maxValue),
    );
  },
  LeakyReLU: (toWrite) =>
    writeElementwise(toWrite, (name) =>
      toWrite.writer.node('LeakyRelu', [name], { alpha: { float: toWrite.layer.params.alpha } }),
    ),
  Add: writeAdd,
  Concatenate: (toWrite) => {
    const names = toWrite.inputs.map((input) => input.channelsLast());
    return lastOut(toWrite, toWrite.writer.node('Concat', names, { axis: -1 }));
  },
  Embedding: writeEmbedding,
  RowFeatures: writeRowFeatures,
};

/** Writes one layer, whatever its kind. */
export const writeLayer = (
  layer: DescribedLayer,
  rest: Omit<LayerToWrite<LayerKindName>, 'layer'>,
): Value => {
  const write = writers[layer.kind] as WriteLayer<LayerKindName>;
  return write({ ...rest, layer });
};
