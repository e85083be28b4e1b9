import { expect, it } from 'vitest';
import { pipelineLaws } from '../testing/pipeline-laws.ts';
import { usefulPipelines } from './useful-pipelines.ts';

for (const { name, stages } of usefulPipelines) pipelineLaws(name, stages);

it('has a name of its own for each', () => {
  expect(new Set(usefulPipelines.map(({ name }) => name)).size).toBe(usefulPipelines.length);
});
