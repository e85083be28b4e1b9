import { expect, it } from 'vitest';
import { defaultLimits } from '../../limits.ts';
import { createNeighbours } from './neighbours.ts';

it('goes on to let some in of an address from which too many come all the time', () => {
  const neighbours = createNeighbours({
    ...defaultLimits,
    connectBurstPerAddress: 100,
    connectsPerSecondPerAddress: 10,
  });
  const neighbour = neighbours.of('10.0.0.7');
  const admittedIn = (second: number) => {
    let admitted = 0;
    for (let i = 0; i < 1_000; i++) {
      if (neighbours.admit(neighbour, 1_000 * second + i)) admitted++;
    }
    return admitted;
  };
  expect(admittedIn(1)).toBeGreaterThanOrEqual(100);
  for (const second of [2, 3, 4, 5]) {
    expect(admittedIn(second)).toBeGreaterThanOrEqual(9);
    expect(admittedIn(second)).toBeLessThanOrEqual(20);
  }
});
