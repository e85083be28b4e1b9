import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { httpPage } from './http-page.ts';
import type { OpenApi } from './openapi.ts';
import { fieldRows, fieldTable, typeOf } from './schema-table.ts';

const api: OpenApi = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
const page = httpPage(api);

it('names every route and every schema', () => {
  const unescaped = page.replaceAll('&#123;', '{').replaceAll('&#125;', '}');
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const method of Object.keys(methods)) {
      expect(unescaped).toContain(`<code v-pre>${method.toUpperCase()} ${path}</code>`);
    }
  }
  for (const name of Object.keys(api.components.schemas)) expect(page).toContain(`### ${name}\n`);
});

it.each([
  [{ type: 'integer', minimum: 1, maximum: 9 }, 'whole number from 1 to 9'],
  [{ type: 'integer', minimum: Number.MIN_SAFE_INTEGER }, 'whole number'],
  [{ type: 'array', items: { type: 'string' } }, 'list of string'],
  [{ enum: ['a', 'b'] }, '<code v-pre>"a"</code> or <code v-pre>"b"</code>'],
  [
    { anyOf: [{ $ref: '#/components/schemas/Device' }, { type: 'null' }] },
    '[Device](#device) or null',
  ],
])('says what %j may be', (schema, type) => {
  expect(typeOf(schema)).toBe(type);
});

it('opens objects within objects, and lists of them', () => {
  const field = { type: 'object', properties: { b: { type: 'string', default: '|' } } };
  const rows = fieldRows({
    properties: { a: field, list: { type: 'array', items: field } },
    required: ['a'],
  });
  expect(rows.map(({ path, isOptional }) => [path, isOptional])).toEqual([
    ['a', false],
    ['a.b', true],
    ['list', true],
    ['list[].b', true],
  ]);
  expect(fieldTable(rows).split('\n')[3]).toBe(
    '| <code v-pre>a.b</code> (optional) | string | <code v-pre>"&#124;"</code> |  |',
  );
});
