import { afterEach, expect, it, vi } from 'vitest';
import { createClock } from './clock.ts';

afterEach(() => vi.restoreAllMocks());

it('goes on by itself when the machine is given another time', () => {
  const clock = createClock();
  const before = clock.now();
  for (const jumpMs of [-3_600_000, 3_600_000]) {
    const real = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(real + jumpMs);
    expect(Math.abs(clock.now() - before)).toBeLessThan(60_000);
    vi.restoreAllMocks();
  }
});

it('begins behind what the log has seen, on a machine whose clock was set back', () => {
  const clock = createClock();
  const future = Date.now() + 86_400_000;
  clock.advanceTo(future);
  expect(clock.now()).toBeGreaterThanOrEqual(future);
  clock.advanceTo(0);
  expect(clock.now()).toBeGreaterThanOrEqual(future);
});
