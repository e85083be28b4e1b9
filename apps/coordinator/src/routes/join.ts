import {
  connectedClientSchema,
  createJoinTokenSchema,
  joinInfoSchema,
  joinTokenSchema,
  runIdSchema,
  shardsSchema,
} from '@tributary/protocol';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Runner } from '../runner/runner.ts';
import { isActive, mayTakePart, runsFor } from '../runner/runs.ts';
import type { JoinClaims } from '../security/tokens.ts';
import { type App, bearerToken, type RouteContext } from './context.ts';
import { RefusedError } from './refused-error.ts';
import { runOf } from './runs.ts';

const shardParams = z.object({ runId: runIdSchema, partition: z.coerce.number().int().min(0) });

/** Invitations, and what an invited device may ask before and while it takes part. */
export const joinRoutes = (app: App, context: RouteContext): void => {
  const { runs, sessions, signer, demoShards, admin, now } = context;

  app.get(
    '/api/clients',
    {
      preHandler: admin.require,
      schema: { tags: ['clients'], response: { 200: z.array(connectedClientSchema) } },
    },
    async () =>
      sessions.describe(({ socket }) =>
        runsFor(runs, socket.data.claims)
          .filter((runner) => isActive(runner) && runner.state.clients[socket.data.clientId])
          .map(({ runId }) => runId),
      ),
  );
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
  app.get(
    '/api/runs/:runId/shards',
    {
      schema: {
        tags: ['demo data'],
        params: shardParams.pick({ runId: true }),
        response: { 200: shardsSchema },
      },
    },
    async (request) => ({
      numPartitions: await demoShards.count(openedRun(request, request.params.runId, context)),
    }),
  );
  for (const part of ['images', 'labels'] as const) {
    app.get(
      `/api/runs/:runId/shards/:partition/${part}.idx`,
      { schema: { tags: ['demo data'], params: shardParams } },
      async (request, reply) => {
        const run = openedRun(request, request.params.runId, context);
        const shard = await demoShards.shard(run, request.params.partition);
        if (shard === null) throw new RefusedError('not-found', 'no such shard');
        return reply.type('application/octet-stream').send(shard[part]);
      },
    );
  }
};

/** The link that a person opens. The token stands behind the hash, so no server log ever sees it. */
export const joinUrl = (origin: string, token: string): string => `${origin}/join/#token=${token}`;

const claimsOf = (request: FastifyRequest, { signer, now }: RouteContext): JoinClaims => {
  const verified = signer.verifyJoin(bearerToken(request.headers.authorization) ?? '', now());
  if (!verified.ok) throw new RefusedError(verified.code);
  return verified.claims;
};

const openedRun = (request: FastifyRequest, runId: string, context: RouteContext): Runner => {
  if (!mayTakePart(claimsOf(request, context), runId)) throw new RefusedError('bad-token');
  return runOf(context, runId);
};
