export * from './compare-clients.ts';
export * from './crew.ts';
export * from './fleet.ts';
export { presets } from './presets/registry.generated.ts';
export * from './results/round-row.ts';
export * from './results/simulation-result.ts';
export * from './results/to-csv.ts';
export * from './simulate.ts';
export * from './simulation-config.ts';
