export * from './client.ts';
export type { PlannedWork } from './client-event.ts';
export * from './client-state.ts';
export * from './demo-shard.ts';
export * from './digest.ts';
export * from './join-info.ts';
export * from './ports.ts';
export * from './train-on-plan.ts';
