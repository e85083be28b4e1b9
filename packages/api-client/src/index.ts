export * from './admin-socket.ts';
export * from './api-client.ts';
export * from './api-error.ts';
export type { components, paths } from './openapi.generated.ts';
export * from './read-log.ts';
export * from './watch-run.ts';
