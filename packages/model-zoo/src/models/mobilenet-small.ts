import { chainOf, type LayerGraph, type Link } from '../layer-graph/layer-graph.ts';
import { conv2d } from '../layers/conv2d.ts';
import { dense, denseWeights } from '../layers/dense.ts';
import { depthwiseConv2d, depthwiseWeights } from '../layers/depthwise-conv2d.ts';
import { EPSILON, groupNorm, groupNormWeights } from '../layers/group-norm.ts';
import { fillWeights, heNormal, type InitialWeight, manifestOf } from '../layers/initialisers.ts';
import type { Block, Model, Tensor, Tf } from '../model.ts';
import { type ModelInput, refuseUnlessPicture } from '../model-input.ts';

const STEM = 32;
const GROUPS = 8;
const FEATURES = 256;

/** A depthwise 3×3 convolution and a 1×1 convolution, each normalised: six weights. */
interface Separable {
  readonly name: string;
  readonly outputs: number;
  readonly weights: readonly InitialWeight[];
  readonly strides: number;
  /** As in ResNet-20: where pictures are small, computing a block once more would save little memory. */
  readonly wraps: boolean;
}

const separable = (
  block: number,
  [inputs, outputs]: readonly [number, number],
  { strides, wraps }: Pick<Separable, 'strides' | 'wraps'>,
): Separable => ({
  name: `block${block}`,
  outputs,
  strides,
  wraps,
  weights: [
    ...depthwiseWeights(`block${block}/depthwise`, [3, 3], inputs),
    ...groupNormWeights(`block${block}/depthwise/norm`, inputs),
    heNormal(`block${block}/pointwise/kernel`, [1, 1, inputs, outputs]),
    ...groupNormWeights(`block${block}/pointwise/norm`, outputs),
  ],
});

const blocks: readonly Separable[] = [
  separable(1, [STEM, 64], { strides: 1, wraps: true }),
  separable(2, [64, 128], { strides: 2, wraps: true }),
  separable(3, [128, 128], { strides: 1, wraps: true }),
  separable(4, [128, FEATURES], { strides: 2, wraps: false }),
  separable(5, [FEATURES, FEATURES], { strides: 1, wraps: false }),
];

const normalise = (tf: Tf, x: Tensor, weights: readonly Tensor[]): Tensor =>
  tf.relu(groupNorm(tf, x, weights, { groups: GROUPS }));

/** As a function of its inputs alone: [x, ...weights]. */
const runSeparable =
  (tf: Tf, { strides }: Separable): Block =>
  ([x, ...weights]) => {
    const spread = depthwiseConv2d(tf, x as Tensor, weights.slice(0, 1), { strides });
    const each = normalise(tf, spread, weights.slice(1, 3));
    return normalise(tf, conv2d(tf, each, weights.slice(3, 4)), weights.slice(4, 6));
  };

/** Normalisation and ReLU of what comes before, called after it. */
const normLinks = (name: string): Link[] => [
  [`${name}/norm`, 'GroupNormalization', { groups: GROUPS, epsilon: EPSILON }],
  [`${name}/relu`, 'ReLU', {}],
];

const separableLinks = ({ name, outputs: filters, strides }: Separable): Link[] => {
  const plain = { padding: 'same', useBias: false } as const;
  return [
    [`${name}/depthwise`, 'DepthwiseConv2D', { ...plain, kernelSize: 3, strides }],
    ...normLinks(`${name}/depthwise`),
    [`${name}/pointwise`, 'Conv2D', { ...plain, filters, kernelSize: 1 }],
    ...normLinks(`${name}/pointwise`),
  ];
};

const layers = ({ featureShape, numClasses }: ModelInput): LayerGraph =>
  chainOf(featureShape, [
    ['stem', 'Conv2D', { filters: STEM, kernelSize: 3, padding: 'same', useBias: false }],
    ...normLinks('stem'),
    ...blocks.flatMap(separableLinks),
    ['mean', 'GlobalAveragePooling2D', {}],
    ['dense', 'Dense', { units: numClasses }],
  ]);

/**
 * MobileNet (Howard et al. 2017, section 3.2) for small pictures: a 3×3 convolution of 32 filters, five
 * depthwise separable blocks of 64 to 256 instead of thirteen up to 1,024, and no halving before the
 * second block; then global average pooling and the classes; 136,778 weights on CIFAR-10. Group
 * normalisation in 8 groups takes the place of batch normalisation, whose running statistics do not
 * federate (see `groupNorm`).
 */
export const mobilenetSmall: Model = {
  name: 'mobilenet-small',
  title: 'Small MobileNet',
  description: 'Depthwise separable convolutions: deep, yet with little arithmetic, as for phones.',
  paper: 'Howard et al. 2017, MobileNets',
  typicalDataset: 'cifar-10',
  accepts: refuseUnlessPicture,
  layers,
  build: (input) => {
    const channels = input.featureShape[2] as number;
    const weights = [
      heNormal('stem/kernel', [3, 3, channels, STEM]),
      ...groupNormWeights('stem/norm', STEM),
      ...blocks.flatMap((block) => block.weights),
      ...denseWeights('dense', FEATURES, input.numClasses),
    ];
    return {
      manifest: manifestOf(weights),
      init: (seed) => fillWeights(weights, seed),
      forward: (tf, tensors, inputs, wrap = (block) => block) => {
        let next = 3;
        const features = blocks.reduce(
          (x, block) => {
            const own = tensors.slice(next, next + block.weights.length);
            next += own.length;
            const run = runSeparable(tf, block);
            return (block.wraps ? wrap(run) : run)([x, ...own]);
          },
          normalise(tf, conv2d(tf, inputs, tensors.slice(0, 1)), tensors.slice(1, 3)),
        );
        return dense(tf, tf.mean(features, [1, 2]), tensors.slice(next));
      },
    };
  },
};
