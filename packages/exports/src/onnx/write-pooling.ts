import { firstOf, firstOut, lastOut, type WriteLayer } from './layer-writers.ts';
import { asList, windowAttributes } from './write-convolution.ts';

type Pooling = 'MaxPooling1D' | 'MaxPooling2D' | 'AveragePooling1D' | 'AveragePooling2D';

/** Averages are over what is there: zeros around a picture do not count, here and in ONNX. */
export const writePooling: WriteLayer<Pooling> = (toWrite) => {
  const { writer, layer } = toWrite;
  const input = firstOf(toWrite);
  const size = asList(layer.params.poolSize);
  const strides = asList(layer.params.strides ?? layer.params.poolSize);
  const lengths = input.shape.slice(0, -1);
  const { padding } = layer.params;
  const attributes = windowAttributes({ lengths, size, strides, padding });
  const opType = layer.kind.startsWith('Max') ? 'MaxPool' : 'AveragePool';
  return firstOut(toWrite, writer.node(opType, [input.channelsFirst()], attributes));
};

type GlobalPooling =
  | 'GlobalMaxPooling1D'
  | 'GlobalMaxPooling2D'
  | 'GlobalAveragePooling1D'
  | 'GlobalAveragePooling2D';

/** [N, C, …] → [N, C] */
export const writeGlobalPooling: WriteLayer<GlobalPooling> = (toWrite) => {
  const { writer, layer } = toWrite;
  const opType = layer.kind.startsWith('GlobalMax') ? 'GlobalMaxPool' : 'GlobalAveragePool';
  const pooled = writer.node(opType, [firstOf(toWrite).channelsFirst()]);
  return lastOut(toWrite, writer.node('Flatten', [pooled], { axis: 1 }));
};
