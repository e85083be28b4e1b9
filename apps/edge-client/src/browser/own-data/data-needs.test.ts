import { dataSchemaOf } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { invitedRun } from '../view/testing/run-offer.ts';
import { dataKeyOf, dataNeeds } from './data-needs.ts';

const task = (dataset: Parameters<typeof dataKeyOf>[0]) => ({
  task: { ...invitedRun().task, dataset },
});

describe('dataNeeds', () => {
  it('asks once for what several runs learn from', () => {
    const schema = dataSchemaOf('heart-disease') ?? 'heart-disease';
    const needs = dataNeeds([
      invitedRun(),
      invitedRun({ runId: 'run-two' }),
      invitedRun({ runId: 'run-own', ...task(schema) }),
      invitedRun({ runId: 'run-activity', ...task('activity') }),
      invitedRun({ runId: 'run-newer', ...task('not-yet-known') }),
    ]);
    expect(
      needs.map(({ title, hasDemo, schema: own, runs }) => [
        title,
        hasDemo,
        own?.kind,
        runs.length,
      ]),
    ).toEqual([
      ['MNIST handwritten digits', true, 'images', 2],
      ['Heart disease in four hospitals', false, 'table', 1],
      [expect.stringMatching(/./), true, undefined, 1],
      ['not-yet-known', true, undefined, 1],
    ]);
    expect(new Set(needs.map(({ key }) => key)).size).toBe(4);
    expect(dataKeyOf(schema)).toMatch(/^[0-9a-f]{16}$/);
  });
});
