export * from './compress-with-feedback.ts';
export * from './compressor.ts';
export { compressors } from './compressors/registry.generated.ts';
export * from './encode-pipeline.ts';
export * from './open-pipeline.ts';
export * from './parse-pipeline.ts';
export { maxPayloadBytes } from './pipeline-shape.ts';
export * from './useful-pipelines.ts';
