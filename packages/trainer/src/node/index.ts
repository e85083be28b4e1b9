export * from './node-backends.ts';
export * from './node-trainer.ts';
export * from './start-node-backend.ts';
