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
          keepingTape(tf, () =>
            tf.grads((...again: Tensor[]) => block(again))([...saved], dy as Tensor),
          ),
      };
    });
    return wrapped(...inputs);
  };

/**
 * tfjs drops the tape when a gradient has been taken, and still wants to clean up the outer one's when
 * this was taken inside another's backward pass.
 */
const keepingTape = <T>(tf: Tf, work: () => T): T => {
  const { state } = tf.engine();
  const { activeTape } = state;
  try {
    return work();
  } finally {
    state.activeTape = activeTape;
  }
};
