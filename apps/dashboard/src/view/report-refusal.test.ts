import { expect, it } from 'vitest';
import { reportRefusal } from './report-refusal.ts';

it('says why there is nothing to tell class by class', () => {
  expect(reportRefusal({ dataset: 'mnist' })).toBeNull();
  expect(reportRefusal({ dataset: 'california-housing' })).toContain('predicts a number');
  const dataset = {
    ...{ kind: 'images', title: 'Notes', classes: ['a', 'b'], height: 8, width: 8 },
    channels: 1,
  } as const;
  expect(reportRefusal({ dataset: { ...dataset, kind: 'images' } })).toContain('Only the clients');
});
