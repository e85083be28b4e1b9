import { describe, expect, it } from 'vitest';
import { backoffMs, pause } from './pause.ts';

describe('backoffMs', () => {
  it('doubles up to the maximum and is spread over the upper half', () => {
    for (const [failures, full] of [1, 2, 3, 9].map((n) => [
      n,
      Math.min(1_000, 100 * 2 ** (n - 1)),
    ])) {
      const waits = Array.from({ length: 50 }, () =>
        backoffMs({ minMs: 100, maxMs: 1_000 }, failures as number),
      );
      expect(Math.min(...waits)).toBeGreaterThanOrEqual((full as number) / 2);
      expect(Math.max(...waits)).toBeLessThanOrEqual(full as number);
      expect(new Set(waits).size).toBeGreaterThan(1);
    }
  });
});

describe('pause', () => {
  it('ends early when its signal aborts', async () => {
    const leaving = new AbortController();
    const long = pause(3_600_000, leaving.signal);
    leaving.abort(new Error('leaving'));
    await expect(long).rejects.toThrow('leaving');
    await expect(pause(1, leaving.signal)).rejects.toThrow('leaving');
    await expect(pause(1)).resolves.toBeUndefined();
  });
});
