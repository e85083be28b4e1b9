import type { z } from 'zod';
import { activationKind, leakyReluKind, reluKind, softmaxKind } from './kinds/activations.ts';
import { conv1dKind, conv2dKind, depthwiseConv2dKind } from './kinds/convolutions.ts';
import { denseKind } from './kinds/dense.ts';
import { embeddingKind, rowFeaturesKind } from './kinds/lookups.ts';
import { addKind, concatenateKind } from './kinds/merging.ts';
import { groupNormalizationKind } from './kinds/normalising.ts';
import {
  averagePooling1dKind,
  averagePooling2dKind,
  globalAveragePooling1dKind,
  globalAveragePooling2dKind,
  globalMaxPooling1dKind,
  globalMaxPooling2dKind,
  maxPooling1dKind,
  maxPooling2dKind,
} from './kinds/pooling.ts';
import { dropoutKind, flattenKind, inputKind, reshapeKind } from './kinds/shaping.ts';

/** The layers that a graph may have, by their class in Keras. */
export const layerKinds = {
  InputLayer: inputKind,
  Flatten: flattenKind,
  Reshape: reshapeKind,
  Dropout: dropoutKind,
  Dense: denseKind,
  Conv1D: conv1dKind,
  Conv2D: conv2dKind,
  DepthwiseConv2D: depthwiseConv2dKind,
  MaxPooling1D: maxPooling1dKind,
  MaxPooling2D: maxPooling2dKind,
  AveragePooling1D: averagePooling1dKind,
  AveragePooling2D: averagePooling2dKind,
  GlobalMaxPooling1D: globalMaxPooling1dKind,
  GlobalMaxPooling2D: globalMaxPooling2dKind,
  GlobalAveragePooling1D: globalAveragePooling1dKind,
  GlobalAveragePooling2D: globalAveragePooling2dKind,
  Activation: activationKind,
  ReLU: reluKind,
  LeakyReLU: leakyReluKind,
  Softmax: softmaxKind,
  GroupNormalization: groupNormalizationKind,
  Add: addKind,
  Concatenate: concatenateKind,
  Embedding: embeddingKind,
  RowFeatures: rowFeaturesKind,
} as const;

export type LayerKindName = keyof typeof layerKinds;

/** The parameters of each kind, with nothing left out. */
export type LayerParams = {
  readonly [Kind in LayerKindName]: z.output<(typeof layerKinds)[Kind]['params']>;
};

/** And as they may be written. */
export type LayerParamsInput = {
  readonly [Kind in LayerKindName]: z.input<(typeof layerKinds)[Kind]['params']>;
};
