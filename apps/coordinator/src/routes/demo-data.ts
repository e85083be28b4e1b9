import { runIdSchema, shardsSchema } from '@tributary/protocol';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { describeRoute } from '../openapi/describe-route.ts';
import type { Runner } from '../runner/runner.ts';
import { mayTakePart } from '../security/opened-runs.ts';
import type { App, RouteContext } from './context.ts';
import { claimsOf } from './join-claims.ts';
import { RefusedError } from './refused-error.ts';
import { runOf } from './runs.ts';

const shardParams = z.object({ runId: runIdSchema, partition: z.coerce.number().int().min(0) });

const about = {
  tag: 'demo data',
  opens: 'invited',
  refusals: ['run-unknown', 'invalid-config'],
} as const;

const contents = { images: "examples' features", labels: "examples' labels" } as const;

/** Shards of a public data set for invited devices that have no data of their own. */
export const demoDataRoutes = (app: App, context: RouteContext): void => {
  const { demoShards } = context;

  app.get(
    '/api/runs/:runId/shards',
    {
      schema: describeRoute(
        {
          ...about,
          summary: "How many shards a run's public data is cut into",
          answer: 'Their number.',
        },
        { params: shardParams.pick({ runId: true }), response: { 200: shardsSchema } },
      ),
    },
    async (request) => {
      const run = openedRun(request, request.params.runId, context);
      const [numPartitions, largestBytes] = await orRefuse(
        Promise.all([demoShards.count(run), demoShards.largestBytes(run)]),
      );
      return { numPartitions, largestBytes };
    },
  );
  for (const part of ['images', 'labels'] as const) {
    app.get(
      `/api/runs/:runId/shards/:partition/${part}.idx`,
      {
        schema: describeRoute(
          {
            ...{ ...about, refusals: [...about.refusals, 'not-found'] },
            sends: 'application/octet-stream',
            summary: `Download the ${contents[part]} of a shard`,
            answer: 'An idx file, which says its element type and shape.',
          },
          { params: shardParams },
        ),
      },
      async (request, reply) => {
        const run = openedRun(request, request.params.runId, context);
        const { partition } = request.params;
        const bytes = await orRefuse(demoShards.part(run, { partition, part }));
        if (bytes === null) throw new RefusedError('not-found', 'no such shard');
        return reply.type('application/octet-stream').send(bytes);
      },
    );
  }
};

/** Only here it shows that data cannot be divided as its run says: a wrong config, and no mistake of ours. */
const orRefuse = <Value>(divided: Promise<Value>): Promise<Value> =>
  divided.catch((error: unknown) => {
    throw error instanceof RangeError ? new RefusedError('invalid-config', error.message) : error;
  });

const openedRun = (request: FastifyRequest, runId: string, context: RouteContext): Runner => {
  if (!mayTakePart(claimsOf(request, context), runId)) throw new RefusedError('bad-token');
  return runOf(context, runId);
};
