import { expect, it } from 'vitest';
import { fileStem } from './exported-file.ts';

it.each([
  ['My run, again!', 'my-run-again'],
  ['  Übung №3 / Zürich  ', 'ubung-no3-zurich'],
  ['../../etc/passwd', 'etc-passwd'],
  ['数字', '数字'],
  ['***', 'run'],
  [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
  [`${'a'.repeat(59)}𠮷`, 'a'.repeat(59)],
])('%s becomes %s', (title, stem) => {
  expect(fileStem(title)).toBe(stem);
});
