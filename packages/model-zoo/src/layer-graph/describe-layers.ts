import type { LayerGraph, LayerSpec } from './layer-graph.ts';
import type { BuiltLayer, LayerKind, Shape } from './layer-kind.ts';
import { type LayerKindName, type LayerParams, layerKinds } from './layer-kinds.ts';
import { MAX_WEIGHTS } from './max-weights.ts';

/** A layer of which everything is known. */
export type DescribedLayer = {
  [Kind in LayerKindName]: {
    readonly name: string;
    readonly kind: Kind;
    readonly params: LayerParams[Kind];
    readonly inputs: readonly string[];
    /** What comes in, of one example. */
    readonly inputShapes: readonly Shape[];
    readonly built: BuiltLayer;
  };
}[LayerKindName];

/** More would make every message that names a run's task long. */
export const MAX_LAYERS = 300;

const isKind = (kind: string): kind is LayerKindName => Object.hasOwn(layerKinds, kind);

/**
 * Reads a graph layer by layer.
 * @throws {RangeError} a sentence that names the layer, when it is unknown, its parameters are wrong or it
 * does not fit what comes before it
 */
export const describeLayers = (graph: LayerGraph): readonly DescribedLayer[] => {
  if (graph.length > MAX_LAYERS) {
    throw new RangeError(`The model has ${graph.length} layers; there may be ${MAX_LAYERS}.`);
  }
  if (graph[0]?.kind !== 'InputLayer') {
    throw new RangeError('The model must begin with an InputLayer, which says what an example is.');
  }
  const known = new Map<string, DescribedLayer>();
  for (const spec of graph) {
    try {
      known.set(spec.name, describe(spec, known));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new RangeError(`The layer "${spec.name}" (${spec.kind}): ${error.message}.`);
    }
  }
  const layers = [...known.values()];
  refuseTooLarge(layers);
  return layers;
};

/** Of one example: 256 MiB. */
const MAX_OUTPUT_NUMBERS = 2 ** 26;

const countOf = (shape: Shape): number => shape.reduce((size, length) => size * length, 1);

const refuseTooLarge = (layers: readonly DescribedLayer[]): void => {
  for (const { name, kind, built } of layers) {
    if (countOf(built.shape) > MAX_OUTPUT_NUMBERS) {
      throw new RangeError(
        `The layer "${name}" (${kind}): too much comes out of it; make it smaller.`,
      );
    }
  }
  const weights = layers
    .flatMap(({ built }) => built.weights)
    .reduce((sum, { shape }) => sum + countOf(shape), 0);
  if (weights > MAX_WEIGHTS) {
    const [given, most] = [weights, MAX_WEIGHTS].map((count) => count.toLocaleString('en'));
    throw new RangeError(
      `The model has ${given} weights; there may be ${most}, which are ${(4 * MAX_WEIGHTS) / 2 ** 20} MiB.`,
    );
  }
};

const describe = (spec: LayerSpec, known: ReadonlyMap<string, DescribedLayer>): DescribedLayer => {
  const { name, kind, inputs } = spec;
  if (known.has(name)) throw new RangeError('there is another of this name; rename one');
  if (!isKind(kind)) {
    throw new RangeError(
      `such layers cannot be trained here; there are ${Object.keys(layerKinds).join(', ')}`,
    );
  }
  if (kind === 'InputLayer' && known.size > 0) {
    throw new RangeError('a second input; join what an example has into one');
  }
  const inputShapes = inputs.map((input) => {
    const before = known.get(input);
    if (!before) throw new RangeError(`no layer before it is called "${input}"`);
    return before.built.shape;
  });
  const { params: schema, build } = layerKinds[kind] as LayerKind;
  const parsed = schema.safeParse(spec.params);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RangeError(`${issue?.path.join('.') || 'its parameters'}: ${issue?.message}`);
  }
  const params = parsed.data;
  const built = build({ name, params, shapes: inputShapes });
  // The kind's own schema read the parameters, so the two belong together.
  return { name, kind, params, inputs, inputShapes, built } as DescribedLayer;
};
