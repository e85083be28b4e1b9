export { type DrawOptions, drawPartition } from './draw-partition.ts';
export { escapeXml } from './escape-xml.ts';
export { groupColours } from './group-colours.ts';
export {
  type LayoutOptions,
  layoutPartition,
  type PartitionLayout,
} from './layout-partition.ts';
export { countByClass, countPartition, type PartitionCounts } from './partition-counts.ts';
export { type PrintOptions, printPartition } from './print-partition.ts';
export {
  type PartitionSummary,
  type Spread,
  summarisePartition,
} from './summarise-partition.ts';
