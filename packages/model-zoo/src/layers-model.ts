import { buildLayerGraph } from './layer-graph/build-layer-graph.ts';
import { describeLayers } from './layer-graph/describe-layers.ts';
import type { LayerGraph } from './layer-graph/layer-graph.ts';
import type { Model } from './model.ts';
import {
  type ModelInput,
  refuseUnlessNumbers,
  refuseUnlessTokens,
  vocabularyOf,
} from './model-input.ts';
import { models } from './models/registry.generated.ts';

/** A model that somebody brought: layers, as plain data. */
export interface LayersModel {
  /** What it is called, for people. */
  readonly title: string;
  readonly layers: LayerGraph;
  /** The digest of a frame of weights to begin with; without it they are drawn by the run's seed. */
  readonly weights?: string | undefined;
}

/** What clients train: a model of the zoo by its name, or one that somebody brought. */
export type ModelSpec = string | LayersModel;

/** What can be built, whoever brought it. */
export type ChosenModel = Pick<Model, 'name' | 'title' | 'accepts' | 'build' | 'layers'>;

/**
 * The model that a task names or brings.
 * @throws {RangeError} when the zoo has none of this name
 */
export const modelOf = (spec: ModelSpec): ChosenModel =>
  typeof spec === 'string' ? models.get(spec) : broughtModel(spec);

/** What a model is called; a name that the zoo does not know stands for itself. */
export const modelTitle = (spec: ModelSpec): string =>
  typeof spec === 'string' ? (models.find(spec)?.title ?? spec) : spec.title;

const broughtModel = ({ title, layers }: LayersModel): ChosenModel => ({
  ...{ name: title, title },
  accepts: (input) => refuseUnlessFitting(layers, input),
  build: () => buildLayerGraph(layers),
  layers: () => layers,
});

/** A clause whose subject is the model. */
const refuseUnlessFitting = (graph: LayerGraph, input: ModelInput): string | undefined => {
  const layers = described(graph);
  if (typeof layers === 'string') return layers;
  const [first, last] = [layers[0], layers.at(-1)];
  const lookup = layers.find(
    ({ kind, inputs }) => kind === 'Embedding' && inputs[0] === first?.name,
  );
  const reason =
    lookup?.kind === 'Embedding'
      ? refuseUnlessKnownTokens(input, lookup.params.inputDim)
      : refuseUnlessNumbers(input);
  if (reason) return reason;
  const taken = shapeText(first?.built.shape);
  if (taken !== shapeText(input.featureShape)) {
    return `it takes examples ${taken}, but these are ${shapeText(input.featureShape)}: change its InputLayer, or bring them to that shape`;
  }
  const wanted = [...positionsOf(input), input.numClasses];
  return shapeText(last?.built.shape) === shapeText(wanted)
    ? undefined
    : `its last layer says ${shapeText(last?.built.shape)}, but ${shapeText(wanted)} are wanted, ${input.target === 'number' ? 'the number' : 'one for each class'}: change its units`;
};

const described = (graph: LayerGraph) => {
  try {
    return describeLayers(graph);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `it cannot be built. ${error.message.replace(/\.$/, '')}`;
  }
};

const shapeText = (shape: readonly number[] = []): string => `[${shape.join(', ')}]`;

/** Where the next token is learnt each position has its logits. */
const positionsOf = ({ featureKind, vocabularySize, featureShape }: ModelInput) =>
  featureKind === 'tokens' && vocabularySize === undefined ? featureShape : [];

const refuseUnlessKnownTokens = (input: ModelInput, known: number): string | undefined =>
  refuseUnlessTokens(input) ??
  (known < vocabularyOf(input)
    ? `its Embedding knows ${known} tokens, but there are ${vocabularyOf(input)}: raise inputDim`
    : undefined);
