export * from './base64-url.ts';
export * from './client.ts';
export type { PlannedWork } from './client-event.ts';
export * from './client-key.ts';
export * from './client-memory.ts';
export type { ClientNews, ClientNewsType } from './client-news.ts';
export * from './client-state.ts';
export * from './demo-shard.ts';
export * from './digest.ts';
export {
  createVolatileUpdates,
  type FinishedUpdate,
  type UpdateStore,
} from './finished-update.ts';
export * from './join-info.ts';
export type { MadeUpdate } from './made-update.ts';
export { backoffMs, whenAsked } from './pause.ts';
export * from './ports.ts';
export type { ReceivedModel } from './received-model.ts';
export * from './train-on-plan.ts';
export { type PackingOrder, packUpdate } from './update-pipeline.ts';
