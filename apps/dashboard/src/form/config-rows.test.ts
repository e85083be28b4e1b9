import { tasks } from '@tributary/model-zoo';
import { runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { configRows } from './config-rows.ts';
import { draftFromTask } from './run-draft.ts';

const valuesOf = (config: Parameters<typeof configRows>[0]) =>
  Object.fromEntries(configRows(config).map(({ title, value }) => [title, value]));

describe('configRows', () => {
  it('lists the steps before training with their settings, long lists counted', () => {
    const hospital = valuesOf(draftFromTask(tasks.get('heart-disease')));
    expect(hospital['Step 1 before training']).toBe(
      'Scale, lows for 13 columns, highs for 13 columns',
    );
    expect(hospital['Step 2 before training']).toBe('Fill missing, values 0.5');
    expect(valuesOf(draftFromTask(tasks.get('small-pictures')))['Step 1 before training']).toBe(
      'Normalise, mean 0.4914 / 0.4822 / 0.4465, deviation 0.247 / 0.2435 / 0.2616',
    );
  });

  it('has no row for what a run does not have', () => {
    const titles = Object.keys(valuesOf(draftFromTask(tasks.get('digits'))));
    expect(
      titles.filter((title) =>
        /before training|dapte|ggregat|orm|osine|ompress|rivacy/.test(title),
      ),
    ).toEqual([]);
  });

  it('shows adapters and what they adapt', () => {
    const draft = draftFromTask(tasks.get('plays'));
    const base = `sha256:${'0123456789abcdef'.repeat(4)}`;
    const adapter = { rank: 4, alpha: 8, targets: ['block1/attention', 'block2'], base };
    expect(valuesOf({ ...draft, task: { ...draft.task, adapter } })).toMatchObject({
      Adapters: 'Rank 4, alpha 8, on block1/attention, block2',
      'Adapted checkpoint': '01234567',
    });
  });

  it('shows how updates are put together, screened, compressed and kept private', () => {
    const values = valuesOf(
      runConfigSchema.parse({
        ...draftFromTask(tasks.get('digits')),
        aggregation: {
          aggregator: { name: 'FLTrust' },
          preaggregator: { numMalicious: 2 },
          rootExamples: 50,
        },
        screening: { maxNorm: 3 },
        compression: {
          up: [{ name: 'top-k', params: { fraction: 0.01 } }, { name: 'int8' }],
          down: [{ name: 'int8' }],
        },
        privacy: { mode: 'local', delta: 1e-7 },
      }),
    );
    expect(values).toMatchObject({
      Aggregator: 'FLTrust',
      'Root examples': '50 examples',
      'Before the aggregator': 'NNM against 2 malicious clients',
      'Largest norm': '3',
      'Compression of updates': 'top-k 1\u00a0%, then int8; with error feedback',
      'Compression of models': 'int8',
      'Differential privacy':
        'Local: Clip norm 1, Noise multiplier 10, Delta 1e-7, Privacy budget (ε) 8',
    });
    expect(values).not.toHaveProperty('Least cosine');
  });

  it('shows an aggregator with its parameters', () => {
    const draft = draftFromTask(tasks.get('digits'));
    const aggregator = { name: 'TrimmedMean', params: { beta: 0.3 } };
    expect(valuesOf({ ...draft, aggregation: { ...draft.aggregation, aggregator } })).toMatchObject(
      {
        Aggregator: 'TrimmedMean: Trimmed on each side 0.3',
      },
    );
  });

  it('shows a step of a newer coordinator by its name', () => {
    const draft = draftFromTask(tasks.get('digits'));
    const preprocessing = [{ name: 'of-tomorrow', params: { by: 'words' } }];
    const values = valuesOf({ ...draft, task: { ...draft.task, preprocessing } });
    expect(values['Step 1 before training']).toBe('of-tomorrow, by words');
  });
});
