import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodePicture } from '../node/decode-picture.ts';
import { fileOf, hugeFile } from '../testing/file-of.ts';
import { colorJpeg, greyPng } from '../testing/pictures.ts';
import { readPicture } from './read-picture.ts';

const grey = { height: 4, width: 4, channels: 1 } as const;
const color = { height: 4, width: 4, channels: 3 } as const;
const read = (
  path: string,
  content: string | Uint8Array,
  size: typeof grey | typeof color = grey,
) => readPicture(fileOf(path, content), { decode: decodePicture, size });

describe('readPicture', () => {
  it('goes by what a file is, not by its name', async () => {
    expect(await read('a.jpg', greyPng(77))).toEqual(new Uint8Array(16).fill(77));
    const [red = 0, green = 255, blue = 255] = await read('b.png', colorJpeg([200, 30, 30]), color);
    expect(Math.abs(red - 200)).toBeLessThan(6);
    expect(Math.max(green, blue)).toBeLessThan(40);
  });

  it.each([
    ['one bit', { depth: 1, channels: 1, data: Uint8Array.of(0b10000000, 0) }, [255, 0]],
    ['four bits', { depth: 4, channels: 1, data: Uint8Array.of(0xf0, 0x0f) }, [255, 0]],
    [
      'sixteen bits',
      { depth: 16, channels: 1, data: Uint16Array.of(65535, 0, 0, 65535) },
      [255, 0],
    ],
    [
      'transparency',
      { depth: 8, channels: 2, data: Uint8Array.of(0, 0, 0, 255, 0, 255, 0, 0) },
      [255, 0],
    ],
  ] as const)('reads PNG with %s', async (_, layout, [first, second]) => {
    const png = encode({ width: 2, height: 2, ...layout });
    const pixels = await read('a.png', png, { height: 2, width: 2, channels: 1 } as never);
    expect([...pixels].slice(0, 2)).toEqual([first, second]);
  });

  it.each([
    [
      'x.png',
      'PK\x03\x04',
      'x.png: it is no picture that can be read: it begins like a ZIP archive',
    ],
    ['x.png', 'hello', 'x.png: it is no picture that can be read: it does not begin like one.'],
    ['x.png', '', 'x.png: the file is empty.'],
    ['x.png', greyPng(1).subarray(0, 40), 'x.png: it begins like a PNG picture, but cannot be'],
    ['x.jpg', colorJpeg([1, 2, 3]).subarray(0, 100), 'x.jpg: it begins like a JPEG picture, but'],
  ])('refuses %s with %o', async (path, content, message) => {
    await expect(read(path, content)).rejects.toThrow(message);
  });

  it('refuses what is too large before it is read or unpacked', async () => {
    const options = { decode: () => Promise.reject(new Error('It was unpacked.')), size: grey };
    await expect(readPicture(hugeFile('a.png', 2 ** 25), options)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('at most 20 MB'),
    });
    const bomb = greyPng(0);
    new DataView(bomb.buffer).setUint32(16, 20_000);
    new DataView(bomb.buffer).setUint32(20, 20_000);
    await expect(readPicture(fileOf('a.png', bomb), options)).rejects.toThrow('400 megapixels');
  });
});
