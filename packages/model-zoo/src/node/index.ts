export * from './data-source.ts';
export * from './divided-data.ts';
export type { DownloadProgress, OnProgress } from './download.ts';
export { defaultCacheDir } from './locate-file.ts';
export * from './resolve-digits.ts';
