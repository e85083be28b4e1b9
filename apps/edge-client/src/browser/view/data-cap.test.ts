import { expect, it } from 'vitest';
import { capChoices, capOfChoice, describeUse } from './data-cap.ts';
import { runOffer } from './testing/run-offer.ts';

it('offers no limit first, and every other choice means what it says', () => {
  const [first, ...others] = capChoices;
  expect(capOfChoice(first?.value ?? '?')).toBeNull();
  expect(others.map(({ value }) => capOfChoice(value))).toEqual(
    [1, 5, 10, 50, 100, 500, 1000, 5000].map((megabytes) => megabytes * 1e6),
  );
  expect(others.find(({ value }) => value === '1000000000')?.label).toBe('1 GB');
});

it('says what is used and what a round takes', () => {
  const use = { bytesUp: 400_000, bytesDown: 600_000 };
  expect(describeUse(use, null)).toBe('1 MB used so far.');
  const run = runOffer({ modelBytes: 800_000, updateBytes: 200_000 });
  expect(describeUse(use, run)).toBe('1 MB used so far; a round takes up to 1 MB.');
});
