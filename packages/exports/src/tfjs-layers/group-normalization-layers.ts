import type { NamedWeights } from '@tributary/fedavg';
import type { DescribedLayer } from '@tributary/model-zoo';
import { type KerasLayer, renamed } from './keras-layer.ts';

/**
 * tfjs has no group normalisation, but what makes one: a layer normalisation of [places, groups, channels
 * of a group] over all but the groups, and a depthwise 1×1 convolution that scales and shifts each channel.
 */
export const groupNormalizationLayers = (
  layer: Extract<DescribedLayer, { readonly kind: 'GroupNormalization' }>,
  [scale, shift]: readonly NamedWeights[],
): readonly KerasLayer[] => {
  const { name, inputs, params, built } = layer;
  const [height, width, channels] = built.shape as [number, number, number];
  const { groups, epsilon } = params;
  const kernel = renamed(name, 'depthwise_kernel', [
    [1, 1, channels, 1],
    (scale as NamedWeights).values,
  ]);
  return [
    {
      ...{ name: `${name}/groups`, className: 'Reshape', inputs, weights: [] },
      config: { target_shape: [height * width, groups, channels / groups] },
    },
    {
      ...{ name: `${name}/normal`, className: 'LayerNormalization', weights: [] },
      ...{ inputs: [`${name}/groups`] },
      config: { axis: [1, 3], epsilon, center: false, scale: false },
    },
    {
      ...{ name: `${name}/channels`, className: 'Reshape', weights: [] },
      ...{ inputs: [`${name}/normal`], config: { target_shape: [height, width, channels] } },
    },
    {
      ...{ name, className: 'DepthwiseConv2D', inputs: [`${name}/channels`] },
      config: { kernel_size: [1, 1], strides: [1, 1], padding: 'valid', use_bias: true },
      weights: [kernel, renamed(name, 'bias', [[channels], (shift as NamedWeights).values])],
    },
  ];
};
