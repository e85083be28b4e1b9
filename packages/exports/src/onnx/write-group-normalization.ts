import type { NamedWeights } from '@tributary/fedavg';
import { firstOf, firstOut, type WriteLayer } from './layer-writers.ts';

/**
 * Each group is an instance of [N, groups, …] for ONNX's InstanceNormalization; scale and shift follow by
 * channel. ONNX's own GroupNormalization is younger than most runtimes.
 */
export const writeGroupNormalization: WriteLayer<'GroupNormalization'> = (toWrite) => {
  const { writer, layer, weights } = toWrite;
  const { groups, epsilon } = layer.params;
  const [scale, shift] = weights as [NamedWeights, NamedWeights];
  const [height, width, channels] = layer.built.shape as [number, number, number];
  const x = firstOf(toWrite).channelsFirst();
  const grouped = writer.node('Reshape', [
    x,
    writer.integers([-1, groups, height * width * (channels / groups)]),
  ]);
  const one = writer.weights(`${layer.name}/ones`, [groups], new Float32Array(groups).fill(1));
  const zero = writer.weights(`${layer.name}/zeros`, [groups], new Float32Array(groups));
  const normal = writer.node('InstanceNormalization', [grouped, one, zero], {
    epsilon: { float: epsilon },
  });
  const pictures = writer.node('Reshape', [normal, writer.integers([-1, channels, height, width])]);
  const perChannel = ({ name, values }: NamedWeights) =>
    writer.weights(name, [channels, 1, 1], values);
  const scaled = writer.node('Mul', [pictures, perChannel(scale)]);
  return firstOut(toWrite, writer.node('Add', [scaled, perChannel(shift)]));
};
