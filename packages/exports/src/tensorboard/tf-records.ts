import { crc32c } from './crc32c.ts';

const LENGTH_BYTES = 8;
const CRC_BYTES = 4;
const MASK_DELTA = 0xa282ead8;

/** Turned and shifted, because a CRC of what holds a CRC is weak (tensorflow/core/lib/hash/crc32c.h). */
const maskedCrc = (bytes: Uint8Array): number => {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;
};

/**
 * Records as a TFRecord file: of each the length (u64, little-endian), the length's masked CRC, the bytes,
 * their masked CRC.
 */
export const tfRecords = (records: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const frame = LENGTH_BYTES + 2 * CRC_BYTES;
  const file = new Uint8Array(records.reduce((sum, { length }) => sum + frame + length, 0));
  const view = new DataView(file.buffer);
  let at = 0;
  for (const record of records) {
    view.setBigUint64(at, BigInt(record.length), true);
    view.setUint32(at + LENGTH_BYTES, maskedCrc(file.subarray(at, at + LENGTH_BYTES)), true);
    file.set(record, at + LENGTH_BYTES + CRC_BYTES);
    view.setUint32(at + frame - CRC_BYTES + record.length, maskedCrc(record), true);
    at += frame + record.length;
  }
  return file;
};
