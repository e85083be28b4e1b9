export * from './decode-picture.ts';
export * from './file-data.ts';
export * from './open-files.ts';
export * from './read-asked-data.ts';
export * from './read-own-data.ts';
