import { describe, expect, it } from 'vitest';
import { fileName, folderName, isHidden } from './local-file.ts';
import { fileOf } from './testing/file-of.ts';

describe('isHidden', () => {
  it('passes over what systems leave behind', () => {
    const hidden = ['a/.DS_Store', 'Thumbs.db', '__MACOSX/a/1.txt', 'a/1.txt'];
    expect(hidden.map((path) => isHidden(fileOf(path, '')))).toEqual([true, true, true, false]);
  });
});

describe('localFile', () => {
  it('reads as much as it is asked for', async () => {
    const file = fileOf('a/b/1.txt', 'hello');
    expect([fileName(file), folderName(file), file.sizeBytes]).toEqual(['1.txt', 'b', 5]);
    expect(folderName({ path: '1.txt' })).toBeUndefined();
    expect(new TextDecoder().decode(await file.read(1, 3))).toBe('el');
    expect(new TextDecoder().decode(await file.read())).toBe('hello');
  });
});
