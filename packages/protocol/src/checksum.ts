/** Eight bytes at a time. */
const STRIDE = 8;

/**
 * table[256·k + byte]: what a byte leaves behind when k more bytes have followed it (Kounavis & Berry
 * 2005, "slicing by eight"). One byte at a time takes four times as long, and a model has millions.
 */
const table = (() => {
  const all = new Uint32Array(256 * STRIDE);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    }
    all[byte] = remainder;
  }
  for (let index = 256; index < all.length; index++) {
    const before = all[index - 256] as number;
    all[index] = (before >>> 8) ^ (all[before & 0xff] as number);
  }
  return all;
})();

const at = (k: number, byte: number): number => table[256 * k + (byte & 0xff)] as number;

export const crc32ByTables = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  const whole = bytes.length - (bytes.length % STRIDE);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < whole; i += STRIDE) {
    const low = crc ^ view.getUint32(i, true);
    const high = view.getUint32(i + 4, true);
    crc =
      at(7, low) ^
      at(6, low >>> 8) ^
      at(5, low >>> 16) ^
      at(4, low >>> 24) ^
      at(3, high) ^
      at(2, high >>> 8) ^
      at(1, high >>> 16) ^
      at(0, high >>> 24);
  }
  for (let i = whole; i < bytes.length; i++) crc = (crc >>> 8) ^ at(0, crc ^ (bytes[i] as number));
  return (crc ^ 0xffffffff) >>> 0;
};

/** Node's zlib has it in machine code, in less than half the time. Browsers have nothing of the kind. */
const ofNode = (globalThis as { readonly process?: NodeProcess }).process?.getBuiltinModule?.(
  'node:zlib',
)?.crc32;

interface NodeProcess {
  getBuiltinModule?(name: 'node:zlib'): { crc32?(bytes: Uint8Array): number } | undefined;
}

/** CRC-32 as in ISO 3309 and gzip: catches what the wire did to a frame. Not a signature. */
export const crc32: (bytes: Uint8Array) => number = ofNode ?? crc32ByTables;
