export * from './asynchronous-of.ts';
export * from './cohort-selection.ts';
export * from './complete-rules.ts';
export * from './counted-round.ts';
export * from './faulty-metric.ts';
export * from './federated-scores.ts';
export * from './find-conflicts.ts';
export * from './folding/aggregate-round.ts';
export { needsRoot } from './folding/aggregator-of.ts';
export * from './folding/blobs.ts';
export { releasedSteps, spentOn } from './folding/charge-privacy.ts';
export type { OpenScratch, Scratch } from './folding/scratch.ts';
export * from './folding/screen-delta.ts';
export * from './forget-cohorts.ts';
export * from './has-whole-model.ts';
export * from './judge-update.ts';
export { planRound } from './phases/aggregating.ts';
export {
  bufferedDigests,
  bufferedMembers,
  membersAtWork,
  startedFrom,
} from './phases/flight.ts';
export { MAX_ATTEMPTS, requiredReports } from './phases/reporting.ts';
export { RETURN_GRACE_MS } from './phases/return-grace.ts';
export * from './reduce-run.ts';
export * from './replay.ts';
export * from './round-plan.ts';
export * from './run-effect.ts';
export * from './run-state.ts';
export * from './run-wire.ts';
export * from './spooled-updates.ts';
