import { parsePipeline, usefulPipelines } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import {
  NO_TRANSFORM,
  OWN_PIPELINE,
  pipelineOf,
  stageOf,
  stagesOf,
  transformOptions,
  withCodec,
  withTransform,
} from './pipeline-choice.ts';

const namesOf = (stages: readonly { readonly name: string }[]) => stages.map(({ name }) => name);
const rotated = [stageOf('top-k'), stageOf('rotate'), stageOf('int4')];

describe('the choice of a pipeline', () => {
  it.each(usefulPipelines)('knows $name by its stages, whole and valid', ({ name }) => {
    const stages = stagesOf(name) ?? [];
    expect(parsePipeline(stages)).toMatchObject({ ok: true, stages });
    expect(pipelineOf(stages)).toBe(name);
  });

  it('calls anything else another one', () => {
    expect(pipelineOf([{ name: 'top-k', params: { fraction: 0.3 } }, stageOf('int8')])).toBe(
      OWN_PIPELINE,
    );
    expect(stagesOf(OWN_PIPELINE)).toBeUndefined();
  });

  it('puts a transform in its place, takes it away again, and leaves the codec', () => {
    const plain = [stageOf('int8')];
    const sparse = withTransform(plain, 0, 'top-k');
    expect(namesOf(sparse)).toEqual(['top-k', 'int8']);
    expect(namesOf(withTransform(sparse, 1, 'rotate'))).toEqual(['top-k', 'rotate', 'int8']);
    expect(namesOf(withTransform(sparse, 0, 'low-rank'))).toEqual(['low-rank', 'int8']);
    expect(withTransform(sparse, 0, NO_TRANSFORM)).toEqual(plain);
    expect(namesOf(withTransform(rotated, 0, NO_TRANSFORM))).toEqual(['rotate', 'int4']);
    expect(namesOf(withCodec(rotated, 'sign'))).toEqual(['top-k', 'rotate', 'sign']);
  });

  it('offers no transform twice', () => {
    const offered = transformOptions(rotated, 1).map(({ value }) => value);
    expect(offered).toEqual(expect.arrayContaining([NO_TRANSFORM, 'rotate']));
    expect(offered).not.toContain('top-k');
  });
});
