export * from './checkpoint-formats.ts';
export * from './exported-file.ts';
export * from './metrics/export-metrics.ts';
export * from './metrics/round-metrics.ts';
export * from './safetensors/to-safetensors.ts';
