import { attention, attentionWeights, causalMask } from '../layers/attention.ts';
import { dense } from '../layers/dense.ts';
import { embedding, embeddingWeights } from '../layers/embedding.ts';
import { gelu } from '../layers/gelu.ts';
import {
  constant,
  fillWeights,
  type InitialWeight,
  manifestOf,
  normal,
} from '../layers/initialisers.ts';
import { layerNorm, layerNormWeights } from '../layers/layer-norm.ts';
import type { Block, Model, Tensor, Tf } from '../model.ts';
import { refuseUnlessNextToken } from '../model-input.ts';

const WIDTH = 64;
const HEADS = 4;
const BLOCKS = 3;

/** How GPT-2 begins: what is added to the way past a block the smaller, the more there is of it. */
const DEVIATION = 0.02;
const RESIDUAL = DEVIATION / Math.sqrt(2 * BLOCKS);

const denseOf = (
  name: string,
  [inputs, outputs]: readonly [number, number],
  deviation = DEVIATION,
): InitialWeight[] => [
  normal(`${name}/kernel`, [inputs, outputs], deviation),
  constant(`${name}/bias`, [outputs], 0),
];

const embeddingOf = (name: string, rows: number): InitialWeight[] =>
  embeddingWeights(name, [rows, WIDTH], (kernel, shape) => normal(kernel, shape, DEVIATION));

/** Twelve weights: attention and two dense layers, each with a normalisation before it. */
const blockWeights = (name: string): InitialWeight[] => [
  ...layerNormWeights(`${name}/attention/norm`, WIDTH),
  ...attentionWeights(`${name}/attention`, WIDTH, { deviation: DEVIATION, residual: RESIDUAL }),
  ...layerNormWeights(`${name}/mlp/norm`, WIDTH),
  ...denseOf(`${name}/mlp/dense1`, [WIDTH, 4 * WIDTH]),
  ...denseOf(`${name}/mlp/dense2`, [4 * WIDTH, WIDTH], RESIDUAL),
];

/** A decoder block as a function of its inputs alone: [x [batch · steps, width], ...weights]. */
const runBlock =
  (tf: Tf, mask: Float32Array): Block =>
  ([x, ...weights]) => {
    const input = x as Tensor;
    const steps = Math.sqrt(mask.length);
    const read = tf.reshape(layerNorm(tf, input, weights.slice(0, 2)), [-1, steps, WIDTH]);
    const heard = attention(tf, read, weights.slice(2, 6), { heads: HEADS, mask });
    const told = tf.add(input, tf.reshape(heard, [-1, WIDTH]));
    const hidden = dense(tf, layerNorm(tf, told, weights.slice(6, 8)), weights.slice(8, 10));
    return tf.add(told, dense(tf, gelu(tf, hidden), weights.slice(10, 12)));
  };

/**
 * A small GPT (Radford et al. 2018 and 2019): embeddings of tokens and of positions, three decoder
 * blocks of width 64 with four heads, normalised before each part as in GPT-2, a last normalisation,
 * and a dense layer that says what comes next, at every position. Projections of the attention have
 * no biases. With 86 characters and 80 positions there are 165,526 weights.
 *
 * Examples are [positions] of token indices with a label for each; logits are [batch, positions,
 * tokens]. The attention's matrices are called `block1/attention/query/kernel` and so on, for
 * low-rank adapters.
 */
export const charGpt: Model = {
  name: 'char-gpt',
  title: 'Small GPT (transformer)',
  description: 'Reads text through attention to all that came before and says what comes next.',
  paper: 'Radford et al. 2019, Language Models are Unsupervised Multitask Learners',
  typicalDataset: 'shakespeare',
  accepts: refuseUnlessNextToken,
  build: ({ featureShape, numClasses }) => {
    const positions = featureShape[0] as number;
    const blocks = Array.from({ length: BLOCKS }, (_, index) => blockWeights(`block${index + 1}`));
    const weights = [
      ...embeddingOf('embedding', numClasses),
      ...embeddingOf('positions', positions),
      ...blocks.flat(),
      ...layerNormWeights('norm', WIDTH),
      ...denseOf('dense', [WIDTH, numClasses]),
    ];
    const mask = causalMask(positions);
    return {
      manifest: manifestOf(weights),
      init: (seed) => fillWeights(weights, seed),
      forward: (tf, tensors, tokens, wrap = (block) => block) => {
        const embedded = tf.add(embedding(tf, tokens, tensors.slice(0, 1)), tensors[1] as Tensor);
        const block = wrap(runBlock(tf, mask));
        const last = blocks.reduce<Tensor>(
          (x, own, index) => {
            const start = 2 + index * own.length;
            return block([x, ...tensors.slice(start, start + own.length)]);
          },
          tf.reshape(embedded, [-1, WIDTH]),
        );
        const [norm, head] = [tensors.slice(-4, -2), tensors.slice(-2)];
        const logits = dense(tf, layerNorm(tf, last, norm), head);
        return tf.reshape(logits, [-1, positions, numClasses]);
      },
    };
  },
};
