export * from './dataset.ts';
export * from './model.ts';
export * from './partition.ts';
export * from './task.ts';
