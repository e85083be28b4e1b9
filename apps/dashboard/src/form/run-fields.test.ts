import { strategies } from '@tributary/fedavg';
import { tasks } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { draftFromTask } from './run-draft.ts';
import { runFields } from './run-fields.ts';
import { settingRows } from './setting-rows.ts';

const draft = draftFromTask(tasks.get('digits'));

const titlesFor = (name: string, isWrong?: (path: string) => boolean) =>
  settingRows(runFields({ strategy: { name, hyperparams: {} } }, isWrong), draft).map(
    ({ title }) => title,
  );

describe('runFields', () => {
  it('has no quorum where nobody waits for a cohort, unless it is wrong', () => {
    const without = strategies.names.filter((name) => !titlesFor(name).includes('Quorum'));
    expect(without).toEqual(['FedAsync', 'FedBuff']);
    expect(titlesFor('FedBuff')).toContain('Deadline');
    expect(titlesFor('FedBuff', (path) => path === 'reporting.quorum')).toContain('Quorum');
  });

  it('has everything for a strategy that it does not know', () => {
    expect(titlesFor('FedFuture')).toEqual(titlesFor('FedAvg'));
  });
});
