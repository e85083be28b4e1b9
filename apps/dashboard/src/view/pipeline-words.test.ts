import { compressors, requirePipeline, usefulPipelines } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { isLossy, pipelineWords } from './pipeline-words.ts';

const wordsOf = (name: string) => {
  const found = usefulPipelines.find((pipeline) => pipeline.name === name);
  return pipelineWords(requirePipeline(found?.stages ?? []).stages).replaceAll('\u00a0', ' ');
};

describe('pipelineWords', () => {
  it('says what matters of each stage', () => {
    expect(wordsOf('top-k 1 %, int8')).toBe('top-k 1 %, then int8');
    expect(wordsOf('rotate, sign (EDEN)')).toBe('rotate, then sign (EDEN)');
    expect(wordsOf('low-rank, float32')).toBe('low-rank 2, then float32');
  });

  it('names a stage of a newer coordinator as it is', () => {
    expect(pipelineWords([{ name: 'of-tomorrow', params: {} }])).toBe('of-tomorrow');
  });
});

describe('isLossy', () => {
  it('is true of every pipeline but the plain one', () => {
    const lossless = compressors.names.filter((name) => !isLossy([{ name, params: {} }]));
    expect(lossless).toEqual(['float32']);
    expect(isLossy([])).toBe(false);
  });
});
