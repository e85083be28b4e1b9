import { expect, it } from 'vitest';
import {
  describeTraffic,
  describeTrafficOfAll,
  describeWholeTraffic,
  runTraffic,
} from './run-traffic.ts';
import { runOffer } from './testing/run-offer.ts';

const run = runOffer({ modelBytes: 800_000, updateBytes: 200_000, rounds: 10 });

it('counts every round both ways, and what is adapted once', () => {
  expect(runTraffic(run)).toEqual({
    ...{ up: 200_000, down: 800_000, base: 0 },
    ...{ wholeUp: 2_000_000, wholeDown: 8_000_000 },
  });
  expect(runTraffic({ ...run, baseBytes: 5_000_000 })).toMatchObject({
    ...{ base: 5_000_000, wholeDown: 13_000_000 },
  });
});

it('says it of one round and of all', () => {
  expect(describeTraffic(run)).toBe(
    'Each round up to 200 kB up and 800 kB down; all 10 rounds up to 2 MB up and 8 MB down.',
  );
  expect(describeTraffic({ ...run, baseBytes: 5_000_000 })).toMatch(/13 MB down\. Once: 5 MB down/);
});

it('takes the largest round and the sum of several runs', () => {
  expect(describeTrafficOfAll([run, { ...run, updateBytes: 900_000 }])).toBe(
    'A round of any of the 2 runs up to 900 kB up and 800 kB down; all rounds of all runs up to 11 MB up and 16 MB down.',
  );
});

it('adds demo data, and says so where their size is not known', () => {
  expect(describeWholeTraffic(run, 500_000)).toBe(
    'Up to 500 kB of data come down once. All of “MNIST demo” then moves up to 10.5 MB, the data counted.',
  );
  expect(describeWholeTraffic(run, null)).toMatch(/up to 10 MB, the data not counted\./);
});
