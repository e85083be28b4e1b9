import { createJoinTokenSchema, joinInfoSchema, joinTokenSchema } from '@tributary/protocol';
import { runsFor } from '../runner/runs.ts';
import type { App, RouteContext } from './context.ts';
import { claimsOf } from './join-claims.ts';
import { runOf } from './runs.ts';

/** Invitations, and what an invited device may ask before it takes part. */
export const joinRoutes = (app: App, context: RouteContext): void => {
  const { runs, signer, admin, now } = context;

  app.post(
    '/api/join-tokens',
    {
      preHandler: admin.require,
      schema: {
        tags: ['clients'],
        body: createJoinTokenSchema,
        response: { 200: joinTokenSchema },
      },
    },
    async (request) => {
      const { runId, expiresInMs } = request.body;
      if (runId !== undefined) runOf(context, runId);
      const expiresAt = now() + expiresInMs;
      const token = signer.signJoin({ ...(runId === undefined ? {} : { run: runId }), expiresAt });
      const origin = `${request.protocol}://${request.host}`;
      return { token, joinUrl: joinUrl(origin, token), expiresAt };
    },
  );
  app.get(
    '/api/join',
    { schema: { tags: ['clients'], response: { 200: joinInfoSchema } } },
    async (request) => ({
      coordinator: request.host,
      runs: runsFor(runs, claimsOf(request, context)).map(runs.offerOf),
    }),
  );
};

/** The link that a person opens. The token stands behind the hash, so no server log ever sees it. */
export const joinUrl = (origin: string, token: string): string => `${origin}/join/#token=${token}`;
