export * from './cohort-selection.ts';
export * from './judge-update.ts';
export { MAX_ATTEMPTS, requiredReports } from './phases/reporting.ts';
export * from './reduce-run.ts';
export * from './replay.ts';
export * from './run-effect.ts';
export * from './run-state.ts';
