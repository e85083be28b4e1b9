export * from './fixtures.ts';
export * from './test-coordinator.ts';
