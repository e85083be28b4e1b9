import { describe, expect, it } from 'vitest';
import { nameFormat } from './name-format.ts';

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('nameFormat', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'a PNG picture', 'image/png'],
    ['\xff\xd8\xff\xe0', 'a JPEG picture', 'image/jpeg'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'a WebP picture', 'image/webp'],
    ['\0\0\0\x20ftypavif', 'an AVIF picture', 'image/avif'],
    ['\0\0\0\x20ftypheic', 'a HEIC picture', undefined],
    ['\0\0\0\x20ftypisom', 'a film', undefined],
    [`BM${'\0'.repeat(12)}\x28\0\0\0`, 'a BMP picture', 'image/bmp'],
    ['PK\x03\x04', 'a ZIP archive (or an Excel or Word file, which are such archives)', undefined],
    ['%PDF-1.7', 'a PDF document', undefined],
  ])('knows %j', (head, name, picture) => {
    expect(nameFormat(latin1(head))).toMatchObject({ name, ...(picture && { picture }) });
    expect(nameFormat(latin1(head))?.picture).toBe(picture);
  });

  it.each(['', 'BMI,age\n21,63', 'age,sex\n', '%!PS', 'PK'])('takes %j for text', (text) => {
    expect(nameFormat(latin1(text))).toBeUndefined();
  });
});
