import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyReport } from './data-report.ts';
import { type OwnData, packData, unpackData } from './pack-data.ts';
import { heartSchema } from './testing/heart-schema.ts';

const data: OwnData = {
  schema: heartSchema,
  source: 'münchen.csv',
  report: { ...emptyReport, numExamples: 3 },
  validationShare: 0.2,
  examples: {
    numExamples: 3,
    featureShape: [2],
    features: Float32Array.of(1, Number.NaN, 3, 4, 5, 6),
    labels: Int32Array.of(0, 1, 0),
  },
};

describe('packData', () => {
  it.each([
    Float32Array.of(1, Number.NaN, 3, 4, 5, 6),
    Uint8Array.of(0, 1, 2, 253, 254, 255),
    Int32Array.of(-1, 2, 3, 4, 5, 0x1f600),
  ])('comes back as it was: %o', (features) => {
    const kept = { ...data, examples: { ...data.examples, features } };
    expect(unpackData(packData(kept))).toEqual(kept);
    const labels = Float32Array.of(0.5, -1, 2);
    const numbers = { ...data, examples: { ...data.examples, features, labels } };
    expect(unpackData(packData(numbers))).toEqual(numbers);
  });

  it('knows what is cut off, longer, or no such file', () => {
    const packed = packData(data);
    for (const length of [0, 10, 23, 40, packed.length - 1]) {
      expect(unpackData(packed.subarray(0, length))).toBeUndefined();
    }
    expect(unpackData(Uint8Array.of(...packed, 0))).toBeUndefined();
    for (const json of ['null', '7', '{}', '{"features":{"kind":"toString","length":0}}']) {
      const length = new Uint8Array(Uint32Array.of(json.length).buffer);
      const head = [...packed.subarray(0, 21), ...length];
      expect(unpackData(Uint8Array.of(...head, ...Buffer.from(json)))).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(unpackData(bytes)).toBeUndefined();
        expect(unpackData(Uint8Array.of(...packed.subarray(0, 21), ...bytes))).toBeUndefined();
      }),
    );
  });
});
