import { tasks } from '@tributary/model-zoo';
import { type RunConfigInput, runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { draftConflicts } from './draft-conflicts.ts';
import { draftFromTask } from './run-draft.ts';

const plain = draftFromTask(tasks.get('digits'));
const uniform = { name: 'FedAvg', hyperparams: { weightedBy: 'uniform' } };
const draftWith = (changes: Partial<RunConfigInput>) =>
  runConfigSchema.parse({ ...plain, ...changes });
const pathsOf = (changes: Partial<RunConfigInput>) =>
  draftConflicts(draftWith(changes)).map(({ path }) => path);

describe('draftConflicts', () => {
  it.each(tasks.entries)('finds nothing in the template $name', (task) => {
    expect(draftConflicts(draftFromTask(task))).toEqual([]);
  });

  it('names the settings that central privacy rules out, and finds nothing when they are gone', () => {
    const privacy = { mode: 'central' } as const;
    const aggregation = { aggregator: { name: 'Krum' } };
    expect(pathsOf({ privacy, aggregation })).toEqual([
      'aggregation.aggregator',
      'strategy.hyperparams.weightedBy',
    ]);
    expect(pathsOf({ privacy, strategy: uniform })).toEqual([]);
  });

  it.each(['central', 'local'] as const)('finds nothing in the defaults of %s privacy', (mode) => {
    expect(pathsOf({ privacy: { mode }, strategy: uniform })).toEqual([]);
  });

  it('finds a budget that not even one round fits into', () => {
    const privacy = { mode: 'central', noiseMultiplier: 0.1, epsilonBudget: 1 } as const;
    expect(pathsOf({ privacy, strategy: uniform })).toEqual(['privacy.epsilonBudget']);
  });

  it('does not look at settings that are wrong by themselves, and does not throw', () => {
    const draft = draftWith({ privacy: { mode: 'central' } });
    const hyperparams = { weightedBy: 'by-the-weather' };
    expect(draftConflicts({ ...draft, strategy: { name: 'FedAvg', hyperparams } })).toEqual([]);
    expect(draftConflicts({ ...draft, cohort: { ...draft.cohort, fractionTrain: 7 } })).toEqual([]);
    expect(draftConflicts({ ...draft, name: '' })).not.toEqual([]);
  });

  it('remembers what it found last', () => {
    const draft = draftWith({ privacy: { mode: 'central' } });
    expect(draftConflicts({ ...draft, name: 'Another name' })).toBe(draftConflicts(draft));
  });
});
