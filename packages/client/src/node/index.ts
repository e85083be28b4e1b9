export * from './file-identities.ts';
export * from './file-memories.ts';
export * from './file-updates.ts';
