export * from './node-backends.ts';
export * from './node-trainer.ts';
