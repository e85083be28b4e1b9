import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rejectionCodes, rejections } from './rejections.ts';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
const spec = readFileSync(new URL('../SPEC.md', import.meta.url), 'utf8');

describe('docs/errors.md', () => {
  const documented = [...page.matchAll(/^### `([a-z-]+)`$/gm)].map(([, code]) => code);

  it('explains every code, and no other', () => {
    expect([...documented].sort()).toEqual([...rejectionCodes].sort());
  });

  it.each(rejectionCodes)('quotes the message, status and retry of %s', (code) => {
    const section = page.split(`### \`${code}\`\n`)[1]?.split('\n### ')[0] ?? '';
    const { message, status, retry } = rejections[code];
    expect(section).toContain(`> ${message}`);
    expect(section).toContain(`HTTP ${status}, retry: ${retry}`);
  });
});

it('SPEC.md names only codes that exist', () => {
  const named = [...spec.matchAll(/refus\w+ (?:it )?with `([a-z-]+)`/g)].map(([, code]) => code);
  expect(named.length).toBeGreaterThan(8);
  for (const code of named) expect(rejectionCodes).toContain(code);
});

it('every message says what to do in a sentence', () => {
  for (const { message } of Object.values(rejections)) expect(message).toMatch(/^[A-Z].*\.$/);
});
