import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readZip } from './read-zip.ts';

const text = strToU8('Neither a borrower nor a lender be. '.repeat(50));
const zip = zipSync({ 'folder/a.txt': text, 'folder/b.txt': [strToU8('stored'), { level: 0 }] });

describe('readZip', () => {
  it('unpacks one member, packed or stored', () => {
    expect(readZip(zip, 'folder/a.txt', 'all.zip')).toEqual(text);
    expect(readZip(zip, 'folder/b.txt', 'all.zip')).toEqual(strToU8('stored'));
  });

  it('names a member that is not there, and those that are', () => {
    expect(() => readZip(zip, 'a.txt', 'all.zip')).toThrow(
      'all.zip: it has no "a.txt"; it holds folder/a.txt, folder/b.txt.',
    );
  });

  it('names an archive that is cut off or none', () => {
    for (const broken of [zip.subarray(0, -30), strToU8('no zip at all'), new Uint8Array()]) {
      expect(() => readZip(broken, 'folder/a.txt', 'all.zip')).toThrow(/^all\.zip: it is damaged/);
    }
  });

  it('never hands out a member with a damaged byte', () => {
    for (let at = 42; at < 42 + 40; at++) {
      const damaged = Uint8Array.from(zip);
      damaged[at] = 0x55 ^ (damaged[at] as number);
      expect(() => readZip(damaged, 'folder/a.txt', 'all.zip')).toThrow(/^all\.zip: it is damaged/);
    }
    const stored = Uint8Array.from(zip);
    const at = zip.findIndex(
      (_, start) => String.fromCharCode(...zip.subarray(start, start + 6)) === 'stored',
    );
    stored[at] = 0x53;
    expect(() => readZip(stored, 'folder/b.txt', 'all.zip')).toThrow(/another checksum/);
  });
});
