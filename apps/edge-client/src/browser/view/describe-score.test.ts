import { describe, expect, it } from 'vitest';
import { describeScore } from './describe-score.ts';

describe('describeScore', () => {
  it('says how often a model of classes is right', () => {
    expect(describeScore({ accuracy: 0.973, loss: 0.1 })).toEqual({
      value: '97.3\u00a0%',
      meaning: 'right',
    });
  });

  it('says by how much a model of numbers is off', () => {
    expect(describeScore({ accuracy: null, loss: 9216 })).toEqual({
      value: '96.0',
      meaning: 'typical error',
    });
  });

  it('says nothing of a model that was not measured', () => {
    expect(describeScore({ accuracy: null, loss: null })).toBeNull();
  });
});
