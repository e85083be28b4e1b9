import { sessionSchema, signInSchema } from '@tributary/protocol';
import type { App, RouteContext } from './context.ts';
import { RefusedError } from './refused-error.ts';

export const SESSION_COOKIE = 'tributary-session';
const SESSION_MS = 7 * 24 * 3600 * 1000;

/** Sign in, sign out, and who am I. */
export const sessionRoutes = (app: App, { admin, config }: RouteContext): void => {
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: config.https,
    signed: true,
  } as const;

  app.post(
    '/api/session',
    {
      config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: { tags: ['session'], body: signInSchema, response: { 200: sessionSchema } },
    },
    async (request, reply) => {
      if (!admin.accepts(request.body.token)) throw new RefusedError('bad-token');
      reply.setCookie(SESSION_COOKIE, admin.issueSession(SESSION_MS), {
        ...cookie,
        maxAge: SESSION_MS / 1000,
      });
      return { role: 'admin' as const };
    },
  );
  app.get(
    '/api/session',
    { schema: { tags: ['session'], response: { 200: sessionSchema } } },
    async (request) => ({
      role: admin.isAdmin(request.headers) ? ('admin' as const) : ('none' as const),
    }),
  );
  app.delete(
    '/api/session',
    { schema: { tags: ['session'], response: { 200: sessionSchema } } },
    async (_request, reply) => {
      reply.clearCookie(SESSION_COOKIE, cookie);
      return { role: 'none' as const };
    },
  );
};
