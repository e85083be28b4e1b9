import { fillWeights, manifestOf } from '../layers/initialisers.ts';
import type { BuiltModel, Tensor } from '../model.ts';
import { describeLayers } from './describe-layers.ts';
import type { LayerGraph } from './layer-graph.ts';

/**
 * The model that a graph describes. Its weights lie layer after layer; the first ones are drawn by this
 * project's initialisers, whatever those of the framework were that the graph comes from.
 * @throws {RangeError} a sentence that names the layer that is wrong
 */
export const buildLayerGraph = (graph: LayerGraph): BuiltModel => {
  const layers = describeLayers(graph);
  const weights = layers.flatMap(({ built }) => built.weights);
  const last = layers.at(-1)?.name as string;
  return {
    manifest: manifestOf(weights),
    init: (seed) => fillWeights(weights, seed),
    forward: (tf, tensors, examples) => {
      const outputs = new Map<string, Tensor>();
      let next = 0;
      for (const { name, inputs, built } of layers) {
        const own = tensors.slice(next, next + built.weights.length);
        next += own.length;
        const taken = inputs.map((input) => outputs.get(input) as Tensor);
        outputs.set(name, built.forward(tf, inputs.length > 0 ? taken : [examples], own));
      }
      return outputs.get(last) as Tensor;
    },
  };
};
