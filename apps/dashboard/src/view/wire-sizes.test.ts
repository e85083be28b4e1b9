import { tasks } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { stagesOf } from '../form/pipeline-choice.ts';
import { draftFromTask } from '../form/run-draft.ts';
import { findWireSizes, wireSizes } from './wire-sizes.ts';

describe('the size of a model on the wire', () => {
  const draft = draftFromTask(tasks.get('digits'));

  it('is four bytes for each of its numbers, both ways, and what says which is which', () => {
    const { weights, downBytes, upBytes } = wireSizes(draft);
    expect(weights).toBe(199_210);
    for (const bytes of [downBytes, upBytes]) {
      expect(bytes).toBeGreaterThan(4 * weights);
      expect(bytes).toBeLessThan(4 * weights + 1000);
    }
  });

  it('is smaller under compression, each way for itself', () => {
    const up = stagesOf('int8') ?? [];
    const sizes = wireSizes({ ...draft, compression: { ...draft.compression, up } });
    expect(sizes.upBytes).toBeLessThan(0.3 * sizes.downBytes);
  });

  it('is not known of a model that does not fit', () => {
    expect(findWireSizes({ ...draft, task: { ...draft.task, model: 'char-gpt' } })).toBeNull();
  });
});
