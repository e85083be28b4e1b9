import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import { healthSchema } from '@tributary/protocol';
import { VERSION } from '../config.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { places } from '../places.ts';
import type { App } from './context.ts';
import { openPage } from './page.ts';
import { RefusedError } from './refused-error.ts';

/** The dashboard at `/`, the client page at `/join/`, and the health probe. */
export const pageRoutes = async (app: App): Promise<void> => {
  const dashboard = await servePage(app, { folder: places.pagesOf('dashboard'), at: '/' });
  await servePage(app, { folder: places.pagesOf('edge-client'), at: '/join/' });

  app.get(
    '/api/health',
    {
      schema: describeRoute(
        {
          ...{ tag: 'health', opens: 'anyone', isProbe: true },
          summary: 'Whether it answers, and its release',
          answer: 'It does.',
        },
        { response: { 200: healthSchema } },
      ),
    },
    async () => ({ status: 'ok' as const, version: VERSION }),
  );
  app.get('/join', { schema: { hide: true } }, (_request, reply) => reply.redirect('/join/'));
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, async (request, reply) => {
    const isPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
    // The dashboard's own addresses (/runs/…) are all the same page.
    if (isPage && dashboard && !request.url.startsWith('/api/')) return dashboard(reply);
    throw new RefusedError('not-found');
  });
};

export interface BuiltPage {
  readonly folder: string;
  /** Its address, with a slash at the end. */
  readonly at: string;
}

/** Names of files in there have hashes of what is in them. */
const ASSETS = `${sep}assets${sep}`;

/** Beside it lie its compressed forms. */
const SERVICE_WORKER = `${sep}sw.js`;

/** Serves a built app, its page with a nonce of its own. @returns null when it was not built */
export const servePage = async (app: App, { folder, at }: BuiltPage) => {
  if (!existsSync(folder)) return null;
  await app.register(fastifyStatic, {
    ...{ root: folder, prefix: at, index: false, decorateReply: false, wildcard: false },
    globIgnore: ['index.html', '**/*.{br,gz}'],
    // The build puts them beside the files.
    preCompressed: true,
    setHeaders: (reply, path) => {
      if (path.includes(ASSETS)) {
        reply.header('cache-control', 'public, max-age=31536000, immutable');
      } else if (path.includes(SERVICE_WORKER)) {
        // A service worker that a cache kept back would keep the old page alive.
        reply.header('cache-control', 'no-cache');
      }
    },
  });
  const page = await openPage(folder);
  for (const url of [at, `${at}index.html`]) {
    app.get(url, { schema: { hide: true } }, (_request, reply) => page(reply));
  }
  return page;
};
