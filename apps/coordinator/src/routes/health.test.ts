import fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { expect, it } from 'vitest';
import type { App } from './context.ts';
import { healthRoutes } from './health.ts';

it('asks the database once, however many ask whether the coordinator is ready', async () => {
  const app = fastify() as unknown as App;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  let asked = 0;
  healthRoutes(app, {
    isDatabaseUp: async () => ++asked > 0,
    isFoldingSound: () => true,
    isClosing: () => false,
  });
  const answers = await Promise.all(Array.from({ length: 5 }, () => app.inject('/readyz')));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(5).fill(200));
  expect(asked).toBe(1);
  await app.close();
});
