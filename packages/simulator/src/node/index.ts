export * from './crew.ts';
export * from './prepare-run.ts';
export * from './run-simulation.ts';
