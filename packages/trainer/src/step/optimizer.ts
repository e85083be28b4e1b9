import type { Tensor, Tf } from '@tributary/model-zoo';

/** What an update reads: one tensor per weight, and the slots as the optimizer left them. */
export interface UpdateInput {
  readonly weights: readonly Tensor[];
  readonly gradients: readonly Tensor[];
  readonly slots: readonly Tensor[];
}

/**
 * Turns gradients into new weights. What it must remember from step to step are its slots, tensors on
 * the device, so that an optimizer is two pure functions (as in optax).
 */
export interface Optimizer {
  /** The slots before the first step; new tensors. */
  init(tf: Tf, weights: readonly Tensor[]): Tensor[];
  /** New weights and slots, as many and of the same shapes; call it inside a tidy. */
  update(tf: Tf, input: UpdateInput): { readonly weights: Tensor[]; readonly slots: Tensor[] };
}
