import { type RunConfigInput, runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { smallRun } from '../testing/test-coordinator.ts';
import { validateConfig } from './validate-config.ts';

const validate = (task: RunConfigInput['task']) =>
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
        'task.model: "char-lstm" does not fit the data set "synthetic-digits": it reads text, but the examples are not sequences of tokens',
    });
  });

  it('names what there is in place of what there is not', () => {
    expect(validate({ dataset: 'synthetic-digits', model: 'oracle' })).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/there is no "oracle"; choose one of .*mlp-2nn/),
    });
  });

  describe('with preprocessing', () => {
    const dataset = 'synthetic-digits';

    it('comes back with what the steps left out', () => {
      const preprocessing = [{ name: 'resize', params: { height: 14 } }, { name: 'random-crop' }];
      expect(validate({ dataset, model: 'cnn', preprocessing })).toMatchObject({
        ok: true,
        config: {
          task: {
            preprocessing: [
              { name: 'resize', params: { height: 14, width: 32 } },
              { name: 'random-crop', params: { padding: 4 } },
            ],
          },
        },
      });
    });

    it.each([
      [
        'centre-crop',
        { height: 40, width: 40 },
        'Step 1 of the preprocessing, "centre-crop": 40 × 40 cannot be cut out of 28 × 28 pixels',
      ],
      ['tokenise', {}, 'Step 1 of the preprocessing, "tokenise": the examples are no plain text'],
      [
        'shrink',
        {},
        expect.stringMatching(/"shrink": there is no such step; choose one of .*resize/),
      ],
    ])('refuses the step %s that does not fit, and says why', (name, params, sentence) => {
      const checked = validate({ dataset, model: 'cnn', preprocessing: [{ name, params }] });
      expect(checked).toMatchObject({ ok: false, code: 'invalid-config' });
      if (checked.ok) throw new Error('It was accepted.');
      expect(checked.detail?.replace(/^task\.preprocessing: /, '')).toEqual(sentence);
    });

    it('asks the model about the examples as they are after the steps', () => {
      const preprocessing = [{ name: 'normalise' }];
      expect(validate({ dataset, model: 'char-lstm', preprocessing })).toMatchObject({
        ok: false,
        detail: expect.stringContaining(
          '"char-lstm" does not fit the data set "synthetic-digits" after its preprocessing: it ',
        ),
      });
    });
  });
});
