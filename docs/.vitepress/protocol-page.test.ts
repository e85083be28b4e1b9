import { readFileSync } from 'node:fs';
import { decodeFrame, encodeFrame } from '@tributary/protocol';
import { expect, it } from 'vitest';

/** The bytes that the page shows: sixteen a line, in hex, with what they are in ASCII beside them. */
const shownFrame = (): Uint8Array => {
  const page = readFileSync('docs/protocol.md', 'utf8');
  const rows = page.match(/^((?:[0-9a-f]{2} ){1,16})/gm) ?? [];
  return Uint8Array.from(rows.join('').trim().split(/\s+/), (digits) =>
    Number.parseInt(digits, 16),
  );
};

it('the page on the protocol shows the bytes of the frame that it tells of', () => {
  const manifest = [
    { name: 'w', shape: [2] },
    { name: 'b', shape: [1] },
  ];
  const values = Float32Array.of(0.5, -1, 0.25);
  const shown = shownFrame();
  expect(shown).toEqual(encodeFrame('delta', { manifest, values }));
  expect(decodeFrame(shown, 'delta')).toMatchObject({ ok: true, weights: { manifest, values } });
});
