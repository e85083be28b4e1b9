import { strategies } from '@tributary/fedavg';
import { tasks } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { draftFromTask } from './run-draft.ts';
import { runFields } from './run-fields.ts';
import { settingRows } from './setting-rows.ts';

const draft = draftFromTask(tasks.get('digits'));

const titlesFor = (name: string, isWrong?: (path: string) => boolean, changes = {}) => {
  const config = { ...draft, ...changes, strategy: { name, hyperparams: {} } };
  return settingRows(runFields(config, isWrong), config).map(({ title }) => title);
};

describe('runFields', () => {
  it('has no quorum where nobody waits for a cohort, unless it is wrong', () => {
    const without = strategies.names.filter((name) => !titlesFor(name).includes('Quorum'));
    expect(without).toEqual(['FedAsync', 'FedBuff']);
    expect(titlesFor('FedBuff')).toContain('Deadline');
    expect(titlesFor('FedBuff', (path) => path === 'reporting.quorum')).toContain('Quorum');
  });

  it('hurries nobody where nobody is waited for, but shows what is left of it', () => {
    const hurried = {
      cohort: { ...draft.cohort, overSelection: 1.3 },
      reporting: { ...draft.reporting, adaptive: { mads: 3 } },
    };
    expect(titlesFor('FedAvg')).toContain('Over-selection');
    expect(titlesFor('FedAvg')).not.toContain('Patience (MADs)');
    expect(titlesFor('FedBuff')).not.toContain('Over-selection');
    for (const name of ['FedAvg', 'FedBuff']) {
      const titles = titlesFor(name, undefined, hurried);
      expect(titles).toEqual(expect.arrayContaining(['Over-selection', 'Patience (MADs)']));
    }
  });

  it('has everything for a strategy that it does not know', () => {
    expect(titlesFor('FedFuture')).toEqual(titlesFor('FedAvg'));
  });
});
