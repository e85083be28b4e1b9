/** Enough to tell by. */
const SAMPLE_BYTES = 65_536;

/**
 * What a text that is no UTF-8 probably is: UTF-16 has a byte-order mark, or a zero in every other byte of
 * what is written in Latin letters; where most bytes are ASCII it is one of the single-byte encodings.
 * @returns undefined for bytes that look like no text at all
 */
export const guessEncoding = (bytes: Uint8Array): string | undefined => {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'UTF-16';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'UTF-16';
  const zeros = [0, 0];
  let controls = 0;
  let ascii = 0;
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] as number) + 1;
    else if (byte < 0x20 && ![0x09, 0x0a, 0x0d].includes(byte)) controls++;
    else if (byte < 0x80) ascii++;
  });
  const [even = 0, odd = 0] = zeros;
  const half = sample.length / 2;
  if (Math.max(even, odd) > 0.4 * half && Math.min(even, odd) < 0.1 * half) return 'UTF-16';
  if (even + odd + controls > 0) return undefined;
  return ascii > half ? 'Windows-1252 or another Latin encoding' : undefined;
};
