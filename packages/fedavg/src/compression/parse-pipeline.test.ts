import { describe, expect, it } from 'vitest';
import { parsePipeline, requirePipeline } from './parse-pipeline.ts';

const reasonOf = (...names: string[]): string => {
  const pipeline = parsePipeline(names.map((name) => ({ name })));
  return pipeline.ok ? 'none' : pipeline.reason;
};

describe('A pipeline', () => {
  it('gets its defaults', () => {
    const pipeline = parsePipeline([{ name: 'top-k' }, { name: 'int8', params: { block: 256 } }]);
    expect(pipeline.ok && pipeline.stages).toEqual([
      { name: 'top-k', params: { fraction: 0.01 } },
      { name: 'int8', params: { block: 256, rounding: 'stochastic' } },
    ]);
  });

  it.each([
    [['top-k', 'rotate', 'int4']],
    [['low-rank', 'rotate', 'sign']],
    [['rotate', 'sign']],
    [['float32']],
  ])('makes sense as %s', (names) => {
    expect(reasonOf(...names)).toBe('none');
  });

  it.each([
    [['top-k'], 'End with one of'],
    [['int8', 'top-k'], 'Put it last'],
    [['int8', 'int4'], 'Put it last'],
    [['top-k', 'top-k', 'int8'], 'twice'],
    [['rotate', 'rotate', 'int8'], 'twice'],
    [['rotate', 'top-k', 'int8'], 'nothing to choose by'],
    [['low-rank', 'top-k', 'int8'], 'nothing to choose by'],
    [['top-k', 'low-rank', 'int8'], 'Put "low-rank" first'],
    [['rotate', 'low-rank', 'int8'], 'Put "low-rank" first'],
    [['zip'], 'There is no compressor "zip"'],
    [[], '1 to 4 stages'],
    [['top-k', 'rotate', 'low-rank', 'float32', 'int8'], '1 to 4 stages'],
  ])('is refused with a reason as %s', (names, reason) => {
    expect(reasonOf(...names)).toContain(reason);
  });

  it.each([
    [[{ name: 'sign', params: { scale: 'eden' } }], 'only right behind "rotate"'],
    [[{ name: 'int8', params: { block: 1000 } }], '"int8": block'],
    [[{ name: 'top-k', params: { fraction: 0 } }, { name: 'int8' }], '"top-k": fraction'],
    [[{ name: 'int8', params: 3 }], '1 to 4 stages'],
    ['int8', '1 to 4 stages'],
    [undefined, '1 to 4 stages'],
  ])('is refused with a reason: %j', (input, reason) => {
    const pipeline = parsePipeline(input);
    expect(pipeline.ok ? '' : pipeline.reason).toContain(reason);
    expect(() => requirePipeline(input as never)).toThrow(reason);
  });
});
