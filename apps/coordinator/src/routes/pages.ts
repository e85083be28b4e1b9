import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { healthSchema } from '@tributary/protocol';
import { VERSION } from '../config.ts';
import type { App } from './context.ts';
import { RefusedError } from './refused-error.ts';

const built = (app: string) => fileURLToPath(new URL(`../../../${app}/dist`, import.meta.url));

/** The dashboard at `/`, the client page at `/join/`, and the health probe. */
export const pageRoutes = async (app: App): Promise<void> => {
  const dashboard = built('dashboard');
  const edgeClient = built('edge-client');

  app.get(
    '/api/health',
    { schema: { tags: ['health'], response: { 200: healthSchema } } },
    async () => ({ status: 'ok' as const, version: VERSION }),
  );
  if (existsSync(edgeClient)) {
    await app.register(fastifyStatic, { root: edgeClient, prefix: '/join/', decorateReply: false });
    app.get('/join', { schema: { hide: true } }, (_request, reply) => reply.redirect('/join/'));
  }
  if (existsSync(dashboard)) {
    await app.register(fastifyStatic, { root: dashboard, prefix: '/', wildcard: false });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
    // The dashboard's own addresses (/runs/…) are all the same page.
    if (isPage && existsSync(dashboard) && !request.url.startsWith('/api/')) {
      return reply.sendFile('index.html');
    }
    throw new RefusedError('not-found');
  });
};
