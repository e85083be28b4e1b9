import type { NamedWeights } from '@tributary/fedavg';

/** A layer as Keras's configs and those of tfjs have it. */
export interface KerasLayer {
  readonly name: string;
  readonly className: string;
  /** In snake case. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly inputs: readonly string[];
  /** Named and shaped as the framework has them. */
  readonly weights: readonly NamedWeights[];
}

/** A weight under the name that the framework gives it. */
export const renamed = (
  layerName: string,
  role: string,
  [shape, values]: readonly [shape: readonly number[], values: Float32Array],
): NamedWeights => ({ name: `${layerName}/${role}`, shape: [...shape], values });
