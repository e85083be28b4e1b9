import { noFindings } from '@tributary/local-data';
import { expect, it } from 'vitest';
import { describeReport } from './describe-report.ts';

it('says in a line what was found', () => {
  const report = {
    ...{ numExamples: 3, numFaulty: 1, missing: [{ column: 'age', count: 2 }] },
    classes: [
      { name: 'no', count: 1 },
      { name: 'yes', count: 2 },
    ],
    errors: { total: 1, shown: [{ place: { file: 'a.csv' }, message: 'a.csv, line 2: so.' }] },
    warnings: noFindings,
  };
  expect(describeReport('a.csv', report)).toBe(
    'a.csv: 3 examples; 1 no, 2 yes; missing: 2 age; 1 left out: a.csv, line 2: so.',
  );
});
