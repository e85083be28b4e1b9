import { describe, expect, it } from 'vitest';
import { decimate } from './decimate.ts';

const wave = Array.from({ length: 10_000 }, (_, x) => ({ x, y: Math.sin(x / 700), z: null }));
const y = (point: { readonly y: number | null }) => point.y;

describe('decimate', () => {
  it('leaves few points as they are', () => {
    const few = wave.slice(0, 50);
    expect(decimate(few, [y], 50)).toBe(few);
  });

  it('keeps ends, peaks and a single spike, in order', () => {
    const spiked = wave.map((point) => (point.x === 6_123 ? { ...point, y: 50 } : point));
    const drawn = decimate(spiked, [y, (point) => point.z], 240);
    expect(drawn.length).toBeLessThanOrEqual(242);
    expect(drawn.length).toBeGreaterThan(80);
    expect(drawn[0]).toBe(spiked[0]);
    expect(drawn.at(-1)).toBe(spiked.at(-1));
    expect(drawn).toContain(spiked[6_123]);
    expect(Math.min(...drawn.map((point) => point.y))).toBe(
      Math.min(...wave.map((point) => point.y)),
    );
    expect(drawn.map(({ x }) => x)).toEqual(drawn.map(({ x }) => x).toSorted((a, b) => a - b));
  });
});
