import type { Block, Tensor, Tf, WrapBlock } from '@tributary/model-zoo';

/**
 * Gradient checkpointing (Chen et al. 2016, "Training Deep Nets with Sublinear Memory Cost"): a
 * wrapped block keeps only its inputs for the backward pass, which computes the block once more. The
 * gradients are the same; a block's activations live only while it is at work.
 */
export const recompute =
  (tf: Tf): WrapBlock =>
  (block: Block): Block =>
  (inputs) => {
    const wrapped = tf.customGrad((...args) => {
      const tensors = args.slice(0, -1) as Tensor[];
      const save = args.at(-1) as (tensors: Tensor[]) => void;
      save(tensors);
      return {
        value: block(tensors),
        gradFunc: (dy, saved) =>
          tf.grads((...again: Tensor[]) => block(again))([...saved], dy as Tensor),
      };
    });
    return wrapped(...inputs);
  };
