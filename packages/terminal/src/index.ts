export * from './follow-run.ts';
export * from './format.ts';
export * from './markdown-table.ts';
export * from './progress-view.ts';
export * from './run-end-error.ts';
export * from './run-result.ts';
export * from './terminal.ts';
