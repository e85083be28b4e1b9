import { expect, it } from 'vitest';
import { compareSettings } from './compare-settings.ts';

const row = (title: string, value: string) => ({ title, value });

it('puts settings side by side and says which differ', () => {
  const first = [row('Model', 'CNN'), row('Rounds', '10'), row('Noise', '1'), row('Noise', '2')];
  const second = [row('Model', 'CNN'), row('Rounds', '20'), row('Noise', '1'), row('Budget', '8')];
  expect(compareSettings([first, second])).toEqual([
    { key: 'Model', title: 'Model', values: ['CNN', 'CNN'], differs: false },
    { key: 'Rounds', title: 'Rounds', values: ['10', '20'], differs: true },
    { key: 'Noise', title: 'Noise', values: ['1', '1'], differs: false },
    { key: 'Noise 2', title: 'Noise', values: ['2', null], differs: true },
    { key: 'Budget', title: 'Budget', values: [null, '8'], differs: true },
  ]);
});

it('finds no difference where there is but one run', () => {
  expect(compareSettings([[row('Model', 'CNN')]]).filter(({ differs }) => differs)).toEqual([]);
});
