export * from './aggregator-laws.ts';
export * from './client-method-laws.ts';
export * from './compressor-laws.ts';
export * from './pipeline-laws.ts';
export * from './some-updates.ts';
export * from './strategy-laws.ts';
