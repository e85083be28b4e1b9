import { chainOf, type LayerGraph, type LayerSpec, layer } from '../layer-graph/layer-graph.ts';
import { conv2d } from '../layers/conv2d.ts';
import { dense, denseWeights } from '../layers/dense.ts';
import { EPSILON, groupNorm, groupNormWeights } from '../layers/group-norm.ts';
import { fillWeights, heNormal, type InitialWeight, manifestOf } from '../layers/initialisers.ts';
import type { Block, Model, Tensor, Tf } from '../model.ts';
import { type ModelInput, refuseUnlessPicture } from '../model-input.ts';

const STAGES = [16, 32, 64] as const;
const BLOCKS_PER_STAGE = 3;
const GROUPS = 8;

/** A residual block: two 3×3 convolutions, and a 1×1 on the way past them where the shape changes. */
interface Residual {
  readonly name: string;
  readonly outputs: number;
  readonly weights: readonly InitialWeight[];
  readonly strides: number;
  readonly projects: boolean;
  /**
   * Whether recomputing it pays: every block costs the same time, but the last stage's pictures are
   * small, so that it would save little memory.
   */
  readonly wraps: boolean;
}

const normalised = (name: string, size: number, inputs: number, outputs: number) => [
  heNormal(`${name}/kernel`, [size, size, inputs, outputs]),
  ...groupNormWeights(`${name}/norm`, outputs),
];

const residuals: readonly Residual[] = STAGES.flatMap((outputs, stage) =>
  Array.from({ length: BLOCKS_PER_STAGE }, (_, block): Residual => {
    const first = block === 0 && stage > 0;
    const inputs = first ? (STAGES[stage - 1] as number) : outputs;
    const name = `stage${stage + 1}/block${block + 1}`;
    return {
      ...{ name, outputs },
      strides: first ? 2 : 1,
      projects: first,
      wraps: stage < STAGES.length - 1,
      weights: [
        ...normalised(`${name}/conv1`, 3, inputs, outputs),
        ...normalised(`${name}/conv2`, 3, outputs, outputs),
        ...(first ? [heNormal(`${name}/projection/kernel`, [1, 1, inputs, outputs])] : []),
      ],
    };
  }),
);

/** Convolution, then group normalisation; three weights. */
const convNorm = (tf: Tf, x: Tensor, weights: readonly Tensor[], strides = 1): Tensor =>
  groupNorm(tf, conv2d(tf, x, weights.slice(0, 1), { strides }), weights.slice(1, 3), {
    groups: GROUPS,
  });

/** As a function of its inputs alone: [x, ...weights]. */
const runResidual =
  (tf: Tf, { strides, projects }: Residual): Block =>
  ([x, ...weights]) => {
    const input = x as Tensor;
    const hidden = tf.relu(convNorm(tf, input, weights.slice(0, 3), strides));
    const past = projects ? conv2d(tf, input, weights.slice(6, 7), { strides }) : input;
    return tf.relu(tf.add(convNorm(tf, hidden, weights.slice(3, 6)), past));
  };

const normLayer = (name: string, before: string): LayerSpec =>
  layer([name, 'GroupNormalization', { groups: GROUPS, epsilon: EPSILON }], [before]);

const reluLayer = (name: string, before: string): LayerSpec => layer([name, 'ReLU', {}], [before]);

/** A residual block as layers, from the layer called `before` to one called `…/out`. */
const residualLayers = (
  { name, outputs: filters, strides, projects }: Residual,
  before: string,
): LayerSpec[] => {
  const convolution = { filters, padding: 'same', useBias: false } as const;
  const past = projects ? `${name}/projection` : before;
  return [
    layer([`${name}/conv1`, 'Conv2D', { ...convolution, kernelSize: 3, strides }], [before]),
    normLayer(`${name}/conv1/norm`, `${name}/conv1`),
    reluLayer(`${name}/relu`, `${name}/conv1/norm`),
    layer([`${name}/conv2`, 'Conv2D', { ...convolution, kernelSize: 3 }], [`${name}/relu`]),
    normLayer(`${name}/conv2/norm`, `${name}/conv2`),
    ...(projects
      ? [layer([past, 'Conv2D', { ...convolution, kernelSize: 1, strides }], [before])]
      : []),
    layer([`${name}/sum`, 'Add', {}], [`${name}/conv2/norm`, past]),
    reluLayer(`${name}/out`, `${name}/sum`),
  ];
};

const layers = ({ featureShape, numClasses }: ModelInput): LayerGraph => {
  const stem = { filters: STAGES[0], kernelSize: 3, padding: 'same', useBias: false } as const;
  const blocks = residuals.map((residual, index) =>
    residualLayers(residual, index === 0 ? 'stem/relu' : `${residuals[index - 1]?.name}/out`),
  );
  return [
    ...chainOf(featureShape, [['stem', 'Conv2D', stem]]),
    normLayer('stem/norm', 'stem'),
    reluLayer('stem/relu', 'stem/norm'),
    ...blocks.flat(),
    layer(['mean', 'GlobalAveragePooling2D', {}], [`${residuals.at(-1)?.name}/out`]),
    layer(['dense', 'Dense', { units: numClasses }], ['mean']),
  ];
};

/**
 * ResNet-20 for small pictures (He et al. 2016, section 4.2): three stages of three residual blocks
 * with 16, 32 and 64 filters, global average pooling and the classes; 272,282 weights on CIFAR-10 (the
 * paper: 0.27 million). Where a stage begins, the way past the block is a 1×1 convolution with stride
 * 2 (the paper's option B; for CIFAR it used A, which has no weights). Group normalisation in 8 groups
 * takes the place of batch normalisation, whose running statistics do not federate (see `groupNorm`).
 */
export const resnet20: Model = {
  name: 'resnet-20',
  title: 'ResNet-20',
  description: 'A deep residual network for small colour pictures: accurate, and slow to train.',
  paper: 'He et al. 2016, Deep Residual Learning for Image Recognition',
  typicalDataset: 'cifar-10',
  accepts: refuseUnlessPicture,
  layers,
  build: (input) => {
    const channels = input.featureShape[2] as number;
    const weights = [
      ...normalised('stem', 3, channels, STAGES[0]),
      ...residuals.flatMap((residual) => residual.weights),
      ...denseWeights('dense', STAGES[2], input.numClasses),
    ];
    return {
      manifest: manifestOf(weights),
      init: (seed) => fillWeights(weights, seed),
      forward: (tf, tensors, inputs, wrap = (block) => block) => {
        let next = 3;
        const features = residuals.reduce(
          (x, residual) => {
            const own = tensors.slice(next, next + residual.weights.length);
            next += own.length;
            const block = runResidual(tf, residual);
            return (residual.wraps ? wrap(block) : block)([x, ...own]);
          },
          tf.relu(convNorm(tf, inputs, tensors.slice(0, 3))),
        );
        return dense(tf, tf.mean(features, [1, 2]), tensors.slice(next));
      },
    };
  },
};
