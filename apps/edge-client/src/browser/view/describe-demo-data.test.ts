import { expect, it } from 'vitest';
import { describeDemoData } from './describe-demo-data.ts';
import { invitedRun } from './testing/run-offer.ts';

it('names the public data set that stands in, once for several runs of it', () => {
  const text = describeDemoData([invitedRun(), invitedRun({ runId: 'two' })]);
  expect(text).toMatch(
    /a small part of the public data set MNIST handwritten digits, which stands in for data of your own/,
  );
  expect(text.match(/MNIST/g)).toHaveLength(1);
  expect(describeDemoData([])).toMatch(/a small part of a public data set,/);
});
