import { createRandom } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { createDevice, drawDropout, drawDurationMs, fleetSchema, workMs } from './fleet.ts';

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

describe('a device', () => {
  const varied = fleetSchema.parse({
    examplesPerS: { median: 200, sigma: 0.5 },
    downMbps: { median: 40, sigma: 1 },
  });

  it('has speeds of its own: the same for the same seed, others for another', () => {
    expect(createDevice(varied, 3, 1)).toEqual(createDevice(varied, 3, 1));
    expect(createDevice(varied, 4, 1)).not.toEqual(createDevice(varied, 3, 1));
    expect(createDevice(varied, 3, 2)).not.toEqual(createDevice(varied, 3, 1));
  });

  it('spreads log-normally around the median, and is like the others where nothing spreads', () => {
    const devices = range(2001).map((client) => createDevice(varied, client, 1));
    const speeds = devices.map(({ examplesPerS }) => examplesPerS);
    expect(median(speeds) / 200).toBeCloseTo(1, 1);
    const logs = speeds.map((speed) => Math.log(speed / 200));
    const deviation = Math.sqrt(logs.reduce((sum, x) => sum + x * x, 0) / logs.length);
    expect(deviation).toBeGreaterThan(0.47);
    expect(deviation).toBeLessThan(0.53);
    expect(new Set(devices.map(({ upMbps }) => upMbps))).toEqual(new Set([10]));
  });
});

describe('the time for work', () => {
  const fleet = fleetSchema.parse({ latencyMs: 30 });
  const device = { examplesPerS: 100, downMbps: 8, upMbps: 2 };

  it('is that of the download, the training and the upload', () => {
    // 1 MB at 8 Mbit/s is a second, half of it at 2 Mbit/s are two; each way begins with the latency.
    const work = { modelBytes: 1_000_000, updateBytes: 500_000, trainedExamples: 250 };
    expect(workMs(device, work, fleet)).toBeCloseTo(30 + 1000 + 2500 + 30 + 2000);
  });

  it('adds up from its parts', () => {
    const time = (modelBytes: number, trainedExamples: number) =>
      workMs(device, { modelBytes, updateBytes: modelBytes, trainedExamples }, fleet);
    expect(time(0, 0)).toBe(60);
    expect(time(500, 40) - time(0, 0)).toBeCloseTo(
      time(500, 0) - time(0, 0) + time(0, 40) - time(0, 0),
    );
  });
});

describe('chance', () => {
  it('lets as many devices drop out as it should, at any point of their work', () => {
    const fleet = fleetSchema.parse({ dropout: 0.3 });
    const shares = range(4000).flatMap((seed) => drawDropout(fleet, seed) ?? []);
    expect(shares.length / 4000).toBeCloseTo(0.3, 1);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...shares)).toBeLessThan(1);
    expect(median(shares)).toBeCloseTo(0.5, 1);
  });

  it('lets none drop out, or all', () => {
    const drawn = (dropout: number) =>
      range(200).filter((seed) => drawDropout(fleetSchema.parse({ dropout }), seed) !== undefined);
    expect(drawn(0)).toEqual([]);
    expect(drawn(1)).toHaveLength(200);
  });

  it('draws durations with the mean that was asked for, and the memory of none', () => {
    const random = createRandom(1);
    const durations = range(4000).map(() => drawDurationMs(20, random));
    const mean = durations.reduce((sum, x) => sum + x, 0) / durations.length;
    expect(mean / 20_000).toBeCloseTo(1, 1);
    // An exponential distribution's median is ln 2 of its mean.
    expect(median(durations) / 20_000).toBeCloseTo(Math.LN2, 1);
    expect(Math.min(...durations)).toBeGreaterThanOrEqual(0);
  });
});
