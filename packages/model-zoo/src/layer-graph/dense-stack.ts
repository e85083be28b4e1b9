import type { BuiltModel } from '../model.ts';
import { buildLayerGraph } from './build-layer-graph.ts';
import { chainOf, type LayerGraph, type Link } from './layer-graph.ts';

/**
 * Dense layers with ReLU between them and none after the last, over flattened inputs.
 * @param shape of an example
 * @param units per layer up to the logits, e.g. [200, 200, 10]
 */
export const denseLayers = (
  shape: readonly number[],
  units: readonly [number, ...number[]],
): LayerGraph =>
  chainOf(shape, [
    ['flatten', 'Flatten', {}],
    ...units.map((count, index): Link => {
      const activation = index < units.length - 1 ? 'relu' : 'linear';
      return [`dense${index + 1}`, 'Dense', { units: count, activation }];
    }),
  ]);

/** @param widths units per layer from the inputs to the logits, e.g. [784, 200, 200, 10] */
export const denseStack = ([inputs, ...units]: readonly [
  number,
  number,
  ...number[],
]): BuiltModel => buildLayerGraph(denseLayers([inputs], units));
