export * from '../prepare-run.ts';
export * from './crew.ts';
export * from './load-data.ts';
export * from './run-simulation.ts';
