import { dataSchemaOf } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { runOffer } from '../view/testing/run-offer.ts';
import { dataKeyOf, dataNeeds } from './data-needs.ts';

const task = (dataset: Parameters<typeof dataKeyOf>[0]) => ({
  task: { ...runOffer().task, dataset },
});

describe('dataNeeds', () => {
  it('asks once for what several runs learn from', () => {
    const schema = dataSchemaOf('heart-disease') ?? 'heart-disease';
    const needs = dataNeeds([
      runOffer(),
      runOffer({ runId: 'run-two' }),
      runOffer({ runId: 'run-own', ...task(schema) }),
      runOffer({ runId: 'run-activity', ...task('activity') }),
      runOffer({ runId: 'run-newer', ...task('not-yet-known') }),
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
