import { auditEntrySchema, auditQuerySchema, rejectionSchema } from '@tributary/protocol';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isOwnOrigin } from '../gateway/origin.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { isUnsafe } from '../security/access-guard.ts';
import type { App, RouteContext } from './context.ts';
import { RefusedError } from './refused-error.ts';

/** Who changed what; admins only, since viewers need not know who else comes here. */
export const auditRoutes = (app: App, { access, accessStore }: RouteContext): void => {
  app.get(
    '/api/audit',
    {
      onRequest: access.requireAdmin,
      schema: describeRoute(
        {
          ...{ tag: 'audit', opens: 'admins' },
          summary: 'Who changed what, newest first',
          answer: 'Lines of the audit log.',
        },
        { querystring: auditQuerySchema, response: { 200: z.array(auditEntrySchema) } },
      ),
    },
    async ({ query }) => accessStore.listAudit(query),
  );
};

/**
 * Watches every route that is added after it: a request that could change something must not come
 * from a foreign page, and what somebody changed or tried to is written down before they are
 * answered. Bodies are never written, nor addresses as they came; whoever is nobody (not signed in) is
 * refused without a line, but for attempts to sign in, of which an address has few.
 */
export const guardChanges = (
  app: App,
  { accessStore, now, log }: Pick<RouteContext, 'accessStore' | 'now' | 'log'>,
): void => {
  app.addHook('onRequest', async (request) => {
    if (isUnsafe(request.method) && !isOwnOrigin(request)) throw new RefusedError('bad-origin');
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const { actor, method, routeOptions, ip } = request;
    if (actor === null || !isUnsafe(method)) return payload;
    const made = reply.getHeader('location');
    await accessStore
      .appendAudit({
        at: now(),
        role: actor.role,
        actor: actor.name,
        action: `${method} ${routeOptions.url ?? ''}`,
        target: typeof made === 'string' ? made : targetOf(request),
        outcome: outcomeOf(reply.statusCode, payload),
        address: ip,
      })
      .catch((error: unknown) => log.error({ err: error }, 'the audit log could not be written'));
    return payload;
  });
};

const TARGET_LENGTH = 200;

/** The route with what stands in the places of its parameters. */
const targetOf = ({ routeOptions, params }: FastifyRequest): string => {
  const given = new Map(Object.entries(params ?? {}));
  return (routeOptions.url ?? '')
    .replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(given.get(name))))
    .slice(0, TARGET_LENGTH);
};

const outcomeOf = (status: number, payload: unknown): string => {
  if (status < 400) return 'ok';
  try {
    return rejectionSchema.parse(JSON.parse(String(payload))).code;
  } catch {
    return `HTTP ${status}`;
  }
};
