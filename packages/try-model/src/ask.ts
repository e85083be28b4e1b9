/** What asks a model and needs no page: for programs, and in tests. */
export * from './class-shares.ts';
export * from './open-model.ts';
