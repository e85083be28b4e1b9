import { expect, it } from 'vitest';
import { unmask } from './buffer-util.ts';

it('unmasks like RFC 6455 says, wherever the bytes lie', () => {
  const key = Uint8Array.of(1, 2, 64, 255);
  for (const offset of [0, 1, 2, 3]) {
    for (const length of [0, 1, 2, 3, 4, 7, 32, 101]) {
      const bytes = new Uint8Array(200).map((_, index) => (index * 37) % 256);
      const expected = bytes.map((byte, index) =>
        index >= offset && index < offset + length
          ? byte ^ (key[(index - offset) % 4] as number)
          : byte,
      );
      unmask(bytes.subarray(offset, offset + length), key);
      expect(bytes).toEqual(expected);
    }
  }
});
