export * from './data-schema.ts';
export * from './data-schema-of.ts';
export * from './dataset.ts';
export * from './dataset-error.ts';
export { datasets } from './datasets/registry.generated.ts';
export * from './deal-partitions.ts';
export * from './describe-data.ts';
export * from './divide-examples.ts';
export * from './formats/bad-format.ts';
export * from './formats/cell-reader.ts';
export { decodeText } from './formats/decode-text.ts';
export * from './formats/guess-encoding.ts';
export { type Halves, type HoldOutOptions, holdOut } from './formats/hold-out.ts';
export * from './formats/parse-table.ts';
export * from './formats/read-characters.ts';
export * from './formats/read-cifar.ts';
export * from './formats/read-labelled-lines.ts';
export * from './formats/read-speeches.ts';
export {
  type ClassTarget,
  type NumberTarget,
  readTable,
  type TableSchema,
} from './formats/read-table.ts';
export * from './formats/read-windows.ts';
export * from './formats/text-features.ts';
export * from './gunzip.ts';
export * from './idx.ts';
export * from './idx-examples.ts';
export * from './join-examples.ts';
export * from './keras/read-keras-model.ts';
export * from './layer-graph/activation.ts';
export * from './layer-graph/build-layer-graph.ts';
export * from './layer-graph/dense-stack.ts';
export * from './layer-graph/describe-layers.ts';
export * from './layer-graph/layer-graph.ts';
export type { Shape } from './layer-graph/layer-kind.ts';
export { type LayerKindName, type LayerParams, layerKinds } from './layer-graph/layer-kinds.ts';
export type { Padding } from './layer-graph/padding.ts';
export * from './layers-model.ts';
export * from './lora.ts';
export * from './model.ts';
export * from './model-input.ts';
export { models } from './models/registry.generated.ts';
export * from './partition.ts';
export * from './partition-examples.ts';
export * from './partition-picture/index.ts';
export { partitioners } from './partitioners/registry.generated.ts';
export * from './pool-scores.ts';
export * from './preprocess.ts';
export * from './preprocessed-input.ts';
export * from './preprocessor.ts';
export { preprocessors } from './preprocessors/registry.generated.ts';
export * from './select-examples.ts';
export * from './statistics/scale-from.ts';
export * from './statistics/standardise-from.ts';
export * from './task.ts';
export * from './task-model.ts';
export { tasks } from './tasks/registry.generated.ts';
