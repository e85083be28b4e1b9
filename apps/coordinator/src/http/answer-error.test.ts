import { fastify } from 'fastify';
import { expect, it } from 'vitest';
import type { App } from '../routes/context.ts';
import { answerError } from './answer-error.ts';

it.each([
  ['a caller who went away', { code: 'ECONNRESET', statusCode: 400 }, 400, 'malformed'],
  ['a database that did', { code: 'ECONNRESET' }, 503, 'storage-unavailable'],
])('%s is told from the other', async (_, fields, status, code) => {
  const app = fastify() as unknown as App;
  app.setErrorHandler(answerError);
  app.get('/', () => {
    throw Object.assign(new Error('aborted'), fields);
  });
  const answer = await app.inject('/');
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toMatchObject({ code });
  await app.close();
});
