import { describeTask } from '@tributary/model-zoo';
import {
  createJoinTokenSchema,
  joinInfoSchema,
  joinTokenIdSchema,
  joinTokenInfoSchema,
  joinTokenSchema,
} from '@tributary/protocol';
import { z } from 'zod';
import { describeRoute } from '../openapi/describe-route.ts';
import { runsFor } from '../security/opened-runs.ts';
import type { App, RouteContext } from './context.ts';
import { claimsOf } from './join-claims.ts';
import { joinUrl } from './join-url.ts';
import { RefusedError } from './refused-error.ts';
import { runOf } from './runs.ts';

/** Invitations, and what an invited device may ask before it takes part. */
export const joinRoutes = (app: App, context: RouteContext): void => {
  const { runs } = context;

  app.get(
    '/api/join',
    {
      schema: describeRoute(
        {
          ...{ tag: 'clients', opens: 'invited' },
          summary: 'What an invitation is for',
          answer: 'The runs that its token opens, with what a person should know before they join.',
        },
        { response: { 200: joinInfoSchema } },
      ),
    },
    async (request) => ({
      coordinator: request.host,
      runs: runsFor(runs, claimsOf(request, context)).map((runner) => {
        const offer = runs.offerOf(runner);
        return { ...offer, about: describeTask(offer.task) };
      }),
    }),
  );
  invitationRoutes(app, context);
};

const invitationRoutes = (app: App, context: RouteContext): void => {
  const { joinTokens, gateway, access, config } = context;

  app.post(
    '/api/join-tokens',
    {
      onRequest: access.require,
      schema: describeRoute(
        {
          ...{ tag: 'clients', opens: 'admins', changes: true },
          summary: 'Make a join link',
          answer: 'The link and its token, which is not shown again.',
          refusals: ['run-unknown'],
        },
        { body: createJoinTokenSchema, response: { 200: joinTokenSchema } },
      ),
    },
    async (request, reply) => {
      const { runId, label, maxUses, expiresInMs: lifeMs } = request.body;
      if (runId !== undefined) runOf(context, runId);
      const { token, claims } = await joinTokens.issue({ label, runId, maxUses, lifeMs });
      const { id, expiresAt } = claims;
      reply.header('location', `/api/join-tokens/${id}`);
      const origin = config.publicUrl ?? `${request.protocol}://${request.host}`;
      return { id, token, joinUrl: joinUrl(origin, token), expiresAt };
    },
  );
  app.get(
    '/api/join-tokens',
    {
      onRequest: access.requireAdmin,
      schema: describeRoute(
        {
          ...{ tag: 'clients', opens: 'admins' },
          summary: 'The join links that have not expired, newest first',
          answer: 'The links without their tokens.',
        },
        { response: { 200: z.array(joinTokenInfoSchema) } },
      ),
    },
    async () => joinTokens.list(),
  );
  app.delete(
    '/api/join-tokens/:id',
    {
      onRequest: access.require,
      schema: describeRoute(
        {
          ...{ tag: 'clients', opens: 'admins', changes: true },
          summary: 'Take a join link back; whoever came by it is sent away',
          answer: 'The link as it is now.',
          refusals: ['not-found'],
        },
        {
          params: z.object({ id: joinTokenIdSchema }),
          response: { 200: joinTokenInfoSchema },
        },
      ),
    },
    async ({ params: { id } }) => {
      // Whoever came by it goes, even when it cannot be written down yet.
      const revoked = await joinTokens.revoke(id).finally(() => gateway.dismissClients(id));
      if (revoked === null) throw new RefusedError('not-found');
      return revoked;
    },
  );
};
