import type { z } from 'zod';
import type { InitialWeight } from '../layers/initialisers.ts';
import type { Tensor, Tf } from '../model.ts';

/** Of one example, without the batch, e.g. [28, 28, 1]. */
export type Shape = readonly number[];

/** A layer that knows what comes in. */
export interface BuiltLayer {
  /** What comes out. */
  readonly shape: Shape;
  /** In the order in which `forward` gets them; their names begin with the layer's. */
  readonly weights: readonly InitialWeight[];
  /** @param inputs each [batch, ...its shape] */
  forward(tf: Tf, inputs: readonly Tensor[], weights: readonly Tensor[]): Tensor;
}

/** A layer of a graph before it is built. */
export interface UnbuiltLayer<Params> {
  readonly name: string;
  readonly params: Params;
  /** One for each input. */
  readonly shapes: readonly Shape[];
}

/** What a layer of some class does; params are Keras's, in camel case, and those that are left out Keras's defaults. */
export interface LayerKind<Params extends z.ZodType = z.ZodType> {
  readonly params: Params;
  /** @throws {RangeError} with a clause whose subject is the layer, when it does not fit its inputs */
  build(layer: UnbuiltLayer<z.output<Params>>): BuiltLayer;
}

export const layerKind = <Params extends z.ZodType>(kind: LayerKind<Params>): LayerKind<Params> =>
  kind;

/** A layer without weights. */
export const plainLayer = (
  shape: Shape,
  forward: (tf: Tf, inputs: readonly Tensor[]) => Tensor,
): BuiltLayer => ({ shape, weights: [], forward });

/** The shape of a layer's only input. @throws {RangeError} when it has another number of them */
export const onlyShape = (shapes: readonly Shape[]): Shape => {
  const [shape] = shapes;
  if (!shape || shapes.length !== 1) {
    throw new RangeError(`it has ${shapes.length} inputs, but takes one`);
  }
  return shape;
};

/** @throws {RangeError} when the input has another number of axes */
export const shapeOfRank = (shapes: readonly Shape[], axes: string): Shape => {
  const shape = onlyShape(shapes);
  const rank = axes.split(',').length;
  if (shape.length !== rank) {
    throw new RangeError(`it takes inputs [${axes}], but gets [${shape.join(', ')}]`);
  }
  return shape;
};
