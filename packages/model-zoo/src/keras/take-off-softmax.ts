import type { LayerGraph, LayerSpec } from '../layer-graph/layer-graph.ts';

const isSoftmax = ({ kind, params }: LayerSpec): boolean =>
  kind === 'Softmax' || (kind === 'Activation' && params.activation === 'softmax');

/**
 * The same layers without a softmax at the end: training takes logits, and makes probabilities of them
 * itself where the loss needs them.
 * @returns whether there was one
 */
export const takeOffSoftmax = (
  graph: LayerGraph,
): { readonly layers: LayerGraph; readonly hadSoftmax: boolean } => {
  const [last, before] = [graph.at(-1), graph.at(-2)];
  if (!last) return { layers: graph, hadSoftmax: false };
  if (isSoftmax(last) && last.inputs[0] === before?.name) {
    return { layers: graph.slice(0, -1), hadSoftmax: true };
  }
  if (last.params.activation !== 'softmax') return { layers: graph, hadSoftmax: false };
  const linear = { ...last, params: { ...last.params, activation: 'linear' } };
  return { layers: [...graph.slice(0, -1), linear], hadSoftmax: true };
};
