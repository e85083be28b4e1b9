import { describe, expect, it } from 'vitest';
import { DatasetError } from '../dataset-error.ts';
import { decodeText } from './decode-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('decodeText', () => {
  it('reads UTF-8 with any line ends, and drops a byte-order mark', () => {
    expect(decodeText(utf8('\ufeffé\r\nb\rc\nd 😀'), 'a.txt')).toBe('é\nb\nc\nd 😀');
  });

  it('leaves the line ends alone that only Unicode knows', () => {
    expect(decodeText(utf8('a\u0085b\u2028c'), 'a.txt')).toBe('a\u0085b\u2028c');
  });

  it('names the line that is no UTF-8', () => {
    const latin1 = Uint8Array.of(...utf8('one\ntwo\ncaf'), 0xe9, ...utf8('\nfour'));
    expect(() => decodeText(latin1, 'a.txt')).toThrow(/^a\.txt, line 3: .*no UTF-8/);
    expect(() => decodeText(latin1.subarray(0, -5), 'a.txt')).toThrow(/^a\.txt, line 3: /);
    const utf16 = Uint8Array.of(0xff, 0xfe, 0x61, 0);
    expect(() => decodeText(utf16, 'a.txt')).toThrow(/^a\.txt, line 1: /);
  });

  it.each([
    ['UTF-16', Buffer.from('\ufeffage,ill\n63,no\n', 'utf16le')],
    ['UTF-16', Buffer.from('age,ill\n63,no\n', 'utf16le')],
    ['Windows-1252', Buffer.from('name,ill\nM\xfcller,no\n', 'latin1')],
  ])('says that it looks like %s', (name, bytes) => {
    expect(() => decodeText(bytes, 'a.csv')).toThrow(`(it looks like ${name}`);
  });

  it('guesses nothing of what is no text', () => {
    expect(() => decodeText(Uint8Array.of(0xff, 1, 0, 0, 7, 0xfe, 9, 0), 'a.csv')).toThrow(
      /no UTF-8 text; save/,
    );
  });

  it('refuses zero bytes and files without a character', () => {
    expect(() => decodeText(utf8('a\nb\0'), 'a.txt')).toThrow(/^a\.txt, line 2: .*zero byte/);
    for (const empty of ['', '\ufeff', ' \n\n']) {
      expect(() => decodeText(utf8(empty), 'a.txt')).toThrow(/^a\.txt: the file is empty\.$/);
    }
  });

  it('says as data what its message says', () => {
    try {
      decodeText(Uint8Array.of(0xff), 'a.txt');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(DatasetError);
      expect(error).toMatchObject({ code: 'bad-format', place: { file: 'a.txt', line: 1 } });
    }
  });
});
