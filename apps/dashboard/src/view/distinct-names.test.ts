import { expect, it } from 'vitest';
import { distinctNames } from './distinct-names.ts';

it('tells runs of the same name apart, and leaves others as they are called', () => {
  const runs = [
    { runId: '82bb97b1afd2', name: 'Digits' },
    { runId: 'ca59e55b086e', name: 'Digits' },
    { runId: '0123456789ab', name: 'Hearts' },
  ];
  expect([...distinctNames(runs).values()]).toEqual([
    'Digits (82bb97b1)',
    'Digits (ca59e55b)',
    'Hearts',
  ]);
});
