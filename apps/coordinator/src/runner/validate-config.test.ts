import { runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { smallRun } from '../testing/test-coordinator.ts';
import { validateConfig } from './validate-config.ts';

const validate = (task: { dataset: string; model: string }) =>
  validateConfig(runConfigSchema.parse({ ...smallRun, task }));

describe('the config of a run', () => {
  it.each(['logistic-regression', 'mlp-2nn', 'cnn', 'resnet-20'])('may train %s', (model) => {
    expect(validate({ dataset: 'synthetic-digits', model })).toMatchObject({ ok: true });
  });

  it('says why a model is not for the data set', () => {
    expect(validate({ dataset: 'synthetic-digits', model: 'char-lstm' })).toMatchObject({
      ok: false,
      code: 'invalid-config',
      detail:
        'task.model: "char-lstm" does not fit the data set "synthetic-digits": it reads text, but the examples are not sequences of characters',
    });
  });

  it('names what there is in place of what there is not', () => {
    expect(validate({ dataset: 'synthetic-digits', model: 'oracle' })).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/there is no "oracle"; choose one of .*mlp-2nn/),
    });
  });
});
