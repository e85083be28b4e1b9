import { sessionSchema, signInSchema } from '@tributary/protocol';
import { describeRoute } from '../openapi/describe-route.ts';
import { type Actor, SESSION_COOKIE } from '../security/access-guard.ts';
import { SESSION_MS } from '../security/role-sessions.ts';
import type { App, RouteContext } from './context.ts';
import { RefusedError } from './refused-error.ts';

/** Who signs in is not known before they have; the attempt is written down all the same. */
const stranger: Actor = { role: 'none', name: 'sign-in', session: null };

/** Sign in, sign out, and who am I. */
export const sessionRoutes = (app: App, { access, gateway, config }: RouteContext): void => {
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    // Also where a proxy speaks https for us.
    secure: config.https || (config.publicUrl?.startsWith('https:') ?? false),
  } as const;

  app.post(
    '/api/session',
    {
      schema: describeRoute(
        {
          ...{ tag: 'session', opens: 'anyone', changes: true },
          summary: 'Sign in',
          answer: 'Who is signed in now; with a cookie.',
          refusals: ['bad-token'],
        },
        { body: signInSchema, response: { 200: sessionSchema } },
      ),
    },
    async (request, reply) => {
      request.actor = stranger;
      const signedIn = await access.signIn(request.body.token, request.ip);
      if (signedIn === null) throw new RefusedError('bad-token');
      request.actor = signedIn.actor;
      reply.setCookie(SESSION_COOKIE, signedIn.sessionId, { ...cookie, maxAge: SESSION_MS / 1000 });
      return { role: signedIn.actor.role };
    },
  );
  app.get(
    '/api/session',
    {
      schema: describeRoute(
        {
          ...{ tag: 'session', opens: 'anyone' },
          summary: 'Who is signed in',
          answer: 'The role of whoever asks.',
        },
        { response: { 200: sessionSchema } },
      ),
    },
    async (request) => ({ role: (await access.whoIs(request))?.role ?? ('none' as const) }),
  );
  app.delete(
    '/api/session',
    {
      schema: describeRoute(
        {
          ...{ tag: 'session', opens: 'anyone', changes: true },
          summary: 'Sign out',
          answer: 'That nobody is signed in any more.',
        },
        { response: { 200: sessionSchema } },
      ),
    },
    async (request, reply) => {
      request.actor = await access.whoIs(request);
      const session = request.actor?.session ?? null;
      if (session !== null) {
        await access.signOut(session);
        gateway.dismissDashboards(session);
      }
      reply.clearCookie(SESSION_COOKIE, cookie);
      return { role: 'none' as const };
    },
  );
};
