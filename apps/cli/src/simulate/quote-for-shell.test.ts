import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { quoteForShell } from './quote-for-shell.ts';

it('leaves plain words alone', () => {
  const words = ['mcmahan-2nn-iid', '--seeds', '1,2,3', 'results/a.json'];
  expect(words.map(quoteForShell)).toEqual(words);
});

it.each(['rate 0.1, slow', "it's", '', '$HOME *', 'a;b'])('keeps %j one word', (word) => {
  const command = `printf '%s|' ${quoteForShell(word)}`;
  expect(execFileSync('sh', ['-c', command], { encoding: 'utf8' })).toBe(`${word}|`);
});
