import { readFileSync } from 'node:fs';
import { rejectionSchema, rejections } from '@tributary/protocol';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { App } from '../routes/context.ts';
import { startTestCoordinator, type TestCoordinator } from '../testing/test-coordinator.ts';
import { describeRoute, tags } from './describe-route.ts';
import { requireDescription } from './require-description.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly object[];
  readonly requestBody?: { readonly content: object };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

const kept = JSON.parse(
  readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8'),
);
const operations = Object.entries<Record<string, Omit<Operation, 'method' | 'path'>>>(
  kept.paths,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, about]): [string, Operation] => [
    `${method.toUpperCase()} ${path}`,
    { method: method.toUpperCase(), path, ...about },
  ]),
);

let coordinator: TestCoordinator;
beforeAll(async () => {
  coordinator = await startTestCoordinator();
});
afterAll(() => coordinator.destroy());

/** Asks as nobody in particular. */
const ask = ({ method, path }: Operation, headers: Record<string, string> = {}) =>
  fetch(coordinator.url + path.replace(/\{(\w+)\}/g, (_, name) => places[name] ?? '0'), {
    method,
    ...(method === 'POST'
      ? { body: '{}', headers: { 'content-type': 'application/json', ...headers } }
      : { headers }),
  });

const places: Record<string, string> = {
  ...{ runId: 'no-such-run', action: 'start', id: 'no-such-link' },
  digest: `sha256:${'0'.repeat(64)}`,
};

it('docs/openapi.json is what a running coordinator says of itself; else run `pnpm gen`', async () => {
  expect(await (await fetch(`${coordinator.url}/docs/json`)).json()).toEqual(kept);
});

describe.each(operations)('%s', (_, operation) => {
  it('is described whole', () => {
    expect(operation.summary).toMatch(/^[A-Z].+[^.]$/);
    expect(Object.keys(tags)).toContain(operation.tags[0]);
    const statuses = Object.keys(operation.responses);
    // A good answer, or where it is to be had.
    expect(statuses.some((status) => status.startsWith('2') || status === '302')).toBe(true);
    for (const [status, { description }] of Object.entries(operation.responses)) {
      expect(description).toMatch(/\.$/);
      for (const [, code] of description.matchAll(/^`([a-z-]+)`: /gm)) {
        expect(rejections[code as keyof typeof rejections].status).toBe(Number(status));
      }
    }
  });

  it('says what it takes, where it takes something', () => {
    const mayBeTooLarge = operation.responses[413]?.description.includes('`too-large`') ?? false;
    expect(Object.keys(operation.requestBody?.content ?? {})).toHaveLength(mayBeTooLarge ? 1 : 0);
  });

  it('answers a stranger as it says', async () => {
    const response = await ask(operation);
    const about = operation.responses[response.status]?.description;
    expect(about, `status ${response.status}`).toBeDefined();
    if (operation.security.length > 0) expect(response.status).toBe(401);
    if (response.status < 400) return;
    expect(about).toContain(`\`${rejectionSchema.parse(await response.json()).code}\``);
  });

  it('lets no foreign page change anything, and says so', async () => {
    const response = await ask(operation, { origin: 'https://elsewhere.example' });
    const isUnsafe = operation.method !== 'GET';
    expect(response.status === 403).toBe(isUnsafe);
    expect(operation.responses[403]?.description.includes('`bad-origin`') ?? false).toBe(isUnsafe);
  });
});

it('a route that says nothing of itself cannot be added', () => {
  const app = fastify() as unknown as App;
  app.addHook('onRoute', requireDescription);
  expect(() => app.get('/api/silent', async () => 'x')).toThrow(
    'GET /api/silent lacks a summary, a tag, who may ask, a good answer, its refusals',
  );
  const about = { tag: 'runs', opens: 'anyone', summary: 'Nothing', answer: 'Nothing.' } as const;
  const schema = describeRoute(about, { response: { 200: z.object({}) } });
  const { summary: _, ...unnamed } = schema as typeof schema & { summary: string };
  expect(() => app.get('/api/unnamed', { schema: unnamed }, async () => ({}))).toThrow(
    'lacks a summary.',
  );
  expect(() => app.get('/api/told', { schema }, async () => ({}))).not.toThrow();
});
