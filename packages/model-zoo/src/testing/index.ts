export * from './dataset-laws.ts';
export * from './model-laws.ts';
export * from './partitioner-laws.ts';
export * from './preprocessor-laws.ts';
