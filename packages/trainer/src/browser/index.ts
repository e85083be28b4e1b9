export type { WasmPaths } from './browser-backends.ts';
export * from './browser-trainer.ts';
