import {
  createRandom,
  norm2,
  parsePipeline,
  type Stage,
  seededNoiseSource,
} from '@tributary/fedavg';
import { decodeFrame, type UploadSpec } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { emptyMemory } from './client-memory.ts';
import { packUpdate } from './update-pipeline.ts';

const size = 5000;
const manifest = [{ name: 'w', shape: [size] }];
const random = createRandom(2);
const values = Float32Array.from({ length: size }, () => random.normal() / 100);

const stagesOf = (...names: string[]): Stage[] => {
  const pipeline = parsePipeline(names.map((name) => ({ name })));
  if (!pipeline.ok) throw new Error(pipeline.reason);
  return [...pipeline.stages];
};

const pack = async (changes: Partial<UploadSpec>, memory = emptyMemory, noiseSeed = 1) => {
  const upload = { noise: null, stages: stagesOf('float32'), errorFeedback: false, ...changes };
  const packed = await packUpdate(
    { manifest, values },
    { upload, seed: 3, memory },
    { noise: seededNoiseSource(noiseSeed) },
  );
  const frame = decodeFrame(packed.frame, 'delta');
  if (!frame.ok) throw new Error(frame.message);
  return { ...packed, header: frame.header, sent: frame.weights.values };
};

const distance = (a: Float32Array, b: Float32Array) =>
  norm2(a.map((value, index) => value - (b[index] as number)));

describe('an update on its way out', () => {
  it('leaves as it is, where nothing else is asked', async () => {
    const { sent, memory } = await pack({});
    expect(sent).toEqual(values);
    expect(memory).toMatchObject({ residual: null, compression: null });
  });

  it('goes through the stages that the plan names, the same way again', async () => {
    const stages = stagesOf('top-k', 'int8');
    const first = await pack({ stages });
    expect(first.header.encoding).toEqual(stages);
    expect(first.sent.filter((value) => value !== 0).length).toBe(size / 100);
    expect((await pack({ stages })).digest).toBe(first.digest);
  });

  it('keeps what was lost and sends it with the next one', async () => {
    const upload = { stages: stagesOf('top-k', 'float32'), errorFeedback: true };
    const first = await pack(upload);
    expect(distance(first.memory.residual ?? values, values)).toBeCloseTo(norm2(first.sent), 4);
    let memory = { ...emptyMemory, ...first.memory };
    const total = first.sent.slice();
    for (let round = 2; round <= 150; round++) {
      const next = await pack(upload, memory);
      next.sent.forEach((value, index) => {
        total[index] = (total[index] as number) + value;
      });
      memory = { ...emptyMemory, ...next.memory };
    }
    // Without feedback 99 % of the places would never have been heard of.
    const wanted = values.map((value) => 150 * value);
    expect(distance(total, wanted)).toBeLessThan(0.6 * norm2(wanted));
    expect(
      distance(
        first.sent.map((value) => 150 * value),
        wanted,
      ),
    ).toBeGreaterThan(0.85 * norm2(wanted));
  });

  it('is clipped and noised on the device where privacy is local', async () => {
    const noise = { clipNorm: 0.1, noiseMultiplier: 0.5 };
    const [first, second] = [await pack({ noise }), await pack({ noise }, emptyMemory, 2)];
    // The noise's standard deviation is 0.05 on each of the 5,000 weights, and the update's norm 0.1.
    for (const { sent } of [first, second]) {
      expect(norm2(sent) / (0.05 * Math.sqrt(size))).toBeCloseTo(1, 1);
    }
    expect(first.sent).not.toEqual(second.sent);
    const both = first.sent.map((value, index) => value + (second.sent[index] as number));
    expect(norm2(both) / (0.05 * Math.sqrt(2 * size))).toBeCloseTo(1, 1);
  });

  it('draws its noise from the device’s own source, and never the same again', async () => {
    const upload = {
      noise: { clipNorm: 1, noiseMultiplier: 1 },
      stages: stagesOf('float32'),
      errorFeedback: false,
    };
    const order = { upload, seed: 3, memory: emptyMemory };
    const [a, b] = [
      await packUpdate({ manifest, values }, order),
      await packUpdate({ manifest, values }, order),
    ];
    expect(a.digest).not.toBe(b.digest);
  });
});
