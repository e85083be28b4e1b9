import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rejectionSchema } from './rejection-schema.ts';
import { isRejection, reject, rejectionCodes, rejections } from './rejections.ts';

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

describe('isRejection', () => {
  const refusal = reject('too-large', 'why');
  const others = [
    ...[null, 'text', {}, [], { ...refusal, ok: true }, { ...refusal, code: 'no-such-code' }],
    ...[
      { ...refusal, code: undefined },
      { ...refusal, message: 1 },
      { ...refusal, detail: 1 },
    ],
    ...[
      { ...refusal, retryAfterMs: -1 },
      { ...refusal, retryAfterMs: 0.5 },
    ],
  ];
  const refusals = [reject('too-large'), refusal, { ...refusal, retryAfterMs: 0 }];

  it.each([...others, ...refusals])('says of %j what the schema says', (answer) => {
    expect(isRejection(answer)).toBe(rejectionSchema.safeParse(answer).success);
  });

  it('knows refusals', () => {
    expect(refusals.map(isRejection)).toEqual([true, true, true]);
  });
});
