import type { NamedWeights } from '@tributary/fedavg';
import { firstOf, lastOut, type WriteLayer, writeActivation } from './layer-writers.ts';

export const writeDense: WriteLayer<'Dense'> = (toWrite) => {
  const { writer, layer, weights } = toWrite;
  const [kernel, bias] = weights as [NamedWeights, NamedWeights | undefined];
  const matrix = writer.weights(kernel.name, kernel.shape, kernel.values);
  const product = writer.node('MatMul', [firstOf(toWrite).channelsLast(), matrix]);
  const sum = bias
    ? writer.node('Add', [product, writer.weights(bias.name, bias.shape, bias.values)])
    : product;
  const { activation } = layer.params;
  return lastOut(toWrite, writeActivation(writer, sum, { activation, axis: -1 }));
};
