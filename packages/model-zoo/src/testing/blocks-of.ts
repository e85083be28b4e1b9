import * as tf from '@tensorflow/tfjs-core';
import { splitWeights } from '@tributary/fedavg';
import type { BuiltModel } from '../model.ts';

/** The shapes of what each block that a model gives away is called with: its activation, then its weights. */
export const blocksOf = (
  { manifest, init, forward }: BuiltModel,
  inputShape: readonly number[],
): number[][][] => {
  const blocks: number[][][] = [];
  tf.tidy(() => {
    const weights = splitWeights({ manifest, values: init(1) }).map(({ values, shape }) =>
      tf.tensor(values, [...shape]),
    );
    forward(tf, weights, tf.ones([...inputShape]), (block) => (inputs) => {
      blocks.push(inputs.map(({ shape }) => shape));
      return block(inputs);
    });
  });
  return blocks;
};
