export * from './aggregator-laws.ts';
export * from './strategy-laws.ts';
