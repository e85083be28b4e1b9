import { createRandom, encodePipeline, type FlatWeights, type Stage } from '@tributary/fedavg';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from './checksum.ts';
import { decodeFrame, encodeFrame, frameBytes, frameEncoded, openFrame } from './frame.ts';

const weights: FlatWeights = {
  manifest: [
    { name: 'dense/kernel', shape: [3, 2] },
    { name: 'dense/bïas', shape: [2] },
  ],
  values: Float32Array.of(1, -2, 3.5, Math.PI, -0, 1e-40, Number.NaN, Number.POSITIVE_INFINITY),
};
const frame = encodeFrame('delta', weights);

const codeOf = (bytes: Uint8Array) => {
  const result = decodeFrame(bytes, 'delta');
  return result.ok ? 'ok' : result.code;
};

/** The same frame with its header text changed. */
const withHeader = (change: (text: string) => string): Uint8Array => {
  const headerBytes = new DataView(frame.buffer).getUint32(4, true);
  const text = change(new TextDecoder().decode(frame.subarray(8, 8 + headerBytes)));
  const header = new TextEncoder().encode(text);
  const changed = new Uint8Array(8 + header.length + frame.length - 8 - headerBytes);
  changed.set(frame.subarray(0, 8));
  new DataView(changed.buffer).setUint32(4, header.length, true);
  changed.set(header, 8);
  changed.set(frame.subarray(8 + headerBytes), 8 + header.length);
  return changed;
};

describe('a frame (SPEC §3)', () => {
  it('brings every bit back, names and NaN included', () => {
    const decoded = decodeFrame(frame, 'delta');
    if (!decoded.ok) throw new Error(decoded.message);
    expect(decoded.weights.manifest).toEqual(weights.manifest);
    expect(
      new Uint8Array(decoded.weights.values.buffer, decoded.weights.values.byteOffset, 32),
    ).toEqual(new Uint8Array(weights.values.buffer));
  });

  it('has a length that follows from its shape alone', () => {
    for (const kind of ['weights', 'delta'] as const) {
      expect(frameBytes(kind, weights.manifest)).toBe(encodeFrame(kind, weights).length);
    }
    expect(frameBytes('delta', weights.manifest)).toBeLessThanOrEqual(
      frameBytes('weights', weights.manifest),
    );
  });

  it('has the same bytes every time (§3.5)', () => {
    expect(encodeFrame('delta', { ...weights, values: weights.values.slice() })).toEqual(frame);
  });

  it('starts its payload at a multiple of 8 bytes and reads it in place (§3.2)', () => {
    const decoded = decodeFrame(frame);
    if (!decoded.ok) throw new Error(decoded.message);
    expect(decoded.weights.values.buffer).toBe(frame.buffer);
    expect(decoded.weights.values.byteOffset % 8).toBe(0);
  });

  it('is read from the middle of a larger buffer too', () => {
    const shifted = new Uint8Array(frame.length + 3);
    shifted.set(frame, 3);
    expect(codeOf(shifted.subarray(3))).toBe('ok');
  });

  it.each([
    ['nothing', new Uint8Array(0), 'truncated'],
    ['a cut header', frame.subarray(0, 40), 'truncated'],
    ['a cut payload', frame.subarray(0, frame.length - 1), 'truncated'],
    ['bytes behind the end', new Uint8Array([...frame, 0]), 'too-large'],
    ['another kind', encodeFrame('weights', weights), 'malformed'],
    ['no frame', new TextEncoder().encode('GET / HTTP/1.1\r\n\r\n'), 'malformed'],
    ['a header that is no JSON', withHeader(() => '{'), 'malformed'],
    ['an unknown codec', withHeader((text) => text.replace('float32', 'int9999')), 'malformed'],
    [
      'a shape that is not the payload’s',
      withHeader((text) => text.replace('[3,2]', '[3,3]')),
      'wrong-shape',
    ],
    [
      'a huge shape',
      withHeader((text) => text.replace('[3,2]', '[999999999,9999]')),
      'wrong-shape',
    ],
    [
      'a negative size',
      withHeader((text) => text.replace('"payloadBytes":32', '"payloadBytes":-1')),
      'malformed',
    ],
  ])('refuses %s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it('refuses a header that claims to be larger than any (§3.6)', () => {
    const claims = frame.slice();
    new DataView(claims.buffer).setUint32(4, 0xffff_ffff, true);
    expect(codeOf(claims)).toBe('too-large');
  });

  it('notices every flipped bit of the payload (§3.4)', () => {
    for (let bit = 0; bit < 32 * 8; bit++) {
      const flipped = frame.slice();
      const index = frame.length - 32 + (bit >> 3);
      flipped[index] = (flipped[index] as number) ^ (1 << (bit & 7));
      expect(codeOf(flipped)).toBe('corrupt');
    }
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (noise, at) => {
        const bytes = frame.slice();
        bytes.set(noise.subarray(0, frame.length), at % Math.max(1, frame.length - noise.length));
        expect(['ok', 'malformed', 'truncated', 'too-large', 'wrong-shape', 'corrupt']).toContain(
          codeOf(bytes),
        );
        decodeFrame(noise);
      }),
      { numRuns: 500 },
    );
  });

  it('carries any float32 vector', () => {
    const random = createRandom(11);
    const values = Float32Array.from({ length: 1000 }, () => random.normal());
    const decoded = decodeFrame(
      encodeFrame('weights', { manifest: [{ name: 'w', shape: [1000] }], values }),
    );
    expect(decoded.ok && decoded.weights.values).toEqual(values);
  });
});

it('crc32 gives the check value of the standard', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});

it('takes only what went through the stages that are asked for, defaults written out or not (§4.8)', () => {
  const values = Float32Array.of(1, -2, 3.5, 4, 0, 1, 2, 3);
  const coded = (stages: Stage[]) => {
    const { payload } = encodePipeline(stages, { ...weights, values }, { random: createRandom(1) });
    return frameEncoded('delta', { manifest: weights.manifest, stages, payload });
  };
  const open = (bytes: Uint8Array, stages: Stage[]) => {
    const opened = openFrame(bytes, { stages });
    return opened.ok ? 'ok' : opened.code;
  };
  const short = [{ name: 'int8', params: {} }];
  const long = [{ name: 'int8', params: { block: 2048, rounding: 'stochastic' } }];
  expect(open(coded(short), long)).toBe('ok');
  expect(open(coded(long), short)).toBe('ok');
  expect(open(coded([{ name: 'int8', params: { rounding: 'nearest' } }]), short)).toBe(
    'wrong-encoding',
  );
  expect(open(encodeFrame('delta', weights), short)).toBe('wrong-encoding');
});
