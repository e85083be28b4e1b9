import { unzipSync } from 'fflate';
import { badFormat } from './bad-format.ts';

/**
 * One member of a zip archive, unpacked.
 * @param file the archive's name, for the messages
 * @throws {DatasetError} `bad-format` when the archive is damaged or has no such member.
 */
export const readZip = (bytes: Uint8Array, member: string, file: string): Uint8Array => {
  const names: string[] = [];
  const unpacked = unpack(bytes, file, (name) => {
    names.push(name);
    return name === member;
  })[member];
  if (unpacked === undefined) {
    throw badFormat({ file }, `it has no "${member}"; it holds ${names.join(', ') || 'nothing'}`);
  }
  if (crc32(unpacked) !== publishedCrc(bytes, member)) {
    throw badFormat({ file }, `it is damaged: "${member}" has another checksum. Fetch it again`);
  }
  return unpacked;
};

const unpack = (bytes: Uint8Array, file: string, wants: (name: string) => boolean) => {
  try {
    return unzipSync(bytes, { filter: ({ name }) => wants(name) });
  } catch (cause) {
    throw badFormat({ file }, 'it is damaged: it does not unpack as zip. Fetch it again', cause);
  }
};

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_END_BYTES = 22;
const DIRECTORY_ENTRY_BYTES = 46;

/**
 * The CRC-32 that the archive's central directory has for a member (PKWARE's APPNOTE 4.3.12), which
 * fflate does not check.
 */
const publishedCrc = (bytes: Uint8Array, member: string): number | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - DIRECTORY_END_BYTES;
  while (view.getUint32(end, true) !== DIRECTORY_END) end--;
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const nameStart = entry + DIRECTORY_ENTRY_BYTES;
    const nameEnd = nameStart + view.getUint16(entry + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(nameStart, nameEnd));
    if (name === member) return view.getUint32(entry + 16, true);
    entry = nameEnd + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
  return undefined;
};

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

const crc32 = (bytes: Uint8Array): number => {
  let crc = -1;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
};
