import type { NamedWeights } from '@tributary/fedavg';
import { firstOf, lastOut, type WriteLayer, writeClip } from './layer-writers.ts';
import { INT64 } from './onnx-schema.ts';

/** Tokens come as float32, as everything does, and are cut to whole numbers. */
export const writeEmbedding: WriteLayer<'Embedding'> = (toWrite) => {
  const { writer, weights } = toWrite;
  const { name, shape, values } = weights[0] as NamedWeights;
  const tokens = writer.node('Cast', [firstOf(toWrite).channelsLast()], { to: INT64 });
  return lastOut(toWrite, writer.node('Gather', [writer.weights(name, shape, values), tokens]));
};

/** The numbers of a row, then the embedding of each of its categories. */
export const writeRowFeatures: WriteLayer<'RowFeatures'> = (toWrite) => {
  const { writer, layer, weights } = toWrite;
  const rows = firstOf(toWrite).channelsLast();
  const { columns } = layer.params;
  const indicesOf = (isCategory: boolean) =>
    columns.flatMap((categories, index) => (categories > 0 === isCategory ? [index] : []));
  const choose = (indices: readonly number[]) =>
    writer.node('Gather', [rows, writer.integers(indices)], { axis: 1 });
  const numbers = indicesOf(false);
  const embedded = indicesOf(true).map((index, position) => {
    const { name, shape, values } = weights[position] as NamedWeights;
    const known = writeClip(writer, choose([index]), columns[index] as number);
    const token = writer.node('Cast', [known], { to: INT64 });
    const found = writer.node('Gather', [writer.weights(name, shape, values), token]);
    return writer.node('Flatten', [found], { axis: 1 });
  });
  const parts = [...(numbers.length > 0 ? [choose(numbers)] : []), ...embedded];
  return lastOut(toWrite, writer.node('Concat', parts, { axis: 1 }));
};
