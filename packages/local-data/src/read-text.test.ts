import { describe, expect, it } from 'vitest';
import { readText } from './read-text.ts';
import { fileOf, hugeFile } from './testing/file-of.ts';

describe('readText', () => {
  it('reads UTF-8', async () => {
    await expect(readText(fileOf('a.txt', 'é\r\n'))).resolves.toBe('é\n');
  });

  it('refuses what is too large before it reads any of it', async () => {
    await expect(readText(hugeFile('big.csv', 2 ** 30))).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/^big\.csv: the file has 1\.0 GB, and at most 32 MB/),
    });
  });

  it.each([
    ['an empty file', '', 'a.csv: the file is empty.'],
    ['a picture', Uint8Array.of(0x89, ...Buffer.from('PNG\r\n\x1a\n')), 'begins like a PNG'],
    ['a workbook', 'PK\x03\x04…', 'it is no text: it begins like a ZIP archive (or an Excel'],
    ['UTF-16', Buffer.from('\ufeffage,ill\n', 'utf16le'), 'line 1: found bytes that are no UTF-8'],
    ['Latin-1', Buffer.from('a\nJos\xe9,1\n', 'latin1'), 'line 2: found bytes that are no UTF-8'],
  ])('says of %s what it is', async (_, content, message) => {
    await expect(readText(fileOf('a.csv', content))).rejects.toThrow(message);
  });
});
