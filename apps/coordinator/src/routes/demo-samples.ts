import { DatasetError, datasets } from '@tributary/model-zoo';
import { demoSampleQuerySchema, rejectUnknown, shardsSchema } from '@tributary/protocol';
import { z } from 'zod';
import { describeRoute } from '../openapi/describe-route.ts';
import { checkPartition } from '../runner/check-partition.ts';
import type { App, RouteContext } from './context.ts';
import type { ShardedRun } from './demo-shards.ts';
import { RefusedError } from './refused-error.ts';

const datasetParams = z.object({ dataset: z.string().min(1).max(100) });
const shardParams = datasetParams.extend({ partition: z.coerce.number().int().min(0) });
const about = { tag: 'demo data', opens: 'admins', refusals: ['invalid-config'] } as const;
const contents = { images: "examples' features", labels: "examples' labels" } as const;
type Query = z.output<typeof demoSampleQuerySchema>;

/** Some examples of each shard, for an admin's browser that tries a run out before there is one. */
export const demoSampleRoutes = (app: App, { demoShards, access }: RouteContext): void => {
  app.get(
    '/api/datasets/:dataset/shards',
    {
      onRequest: access.requireAdmin,
      schema: describeRoute(
        {
          ...about,
          summary: 'How many shards a run would cut a public data set into',
          answer: 'Their number.',
        },
        {
          ...{ params: datasetParams, querystring: demoSampleQuerySchema },
          response: { 200: shardsSchema },
        },
      ),
    },
    async ({ params, query }) => ({
      numPartitions: await orRefuse(demoShards.count(plannedRun(params.dataset, query))),
    }),
  );
  for (const part of ['images', 'labels'] as const) {
    app.get(
      `/api/datasets/:dataset/shards/:partition/${part}.idx`,
      {
        onRequest: access.requireAdmin,
        schema: describeRoute(
          {
            ...{ ...about, refusals: [...about.refusals, 'not-found'] },
            sends: 'application/octet-stream',
            summary: `Download the ${contents[part]} of some of a shard`,
            answer: 'An idx file, which says its element type and shape.',
          },
          { params: shardParams, querystring: demoSampleQuerySchema },
        ),
      },
      async ({ params: { dataset, partition }, query }, reply) => {
        const place = { partition, part, atMost: query.atMost };
        const bytes = await orRefuse(demoShards.part(plannedRun(dataset, query), place));
        if (bytes === null) throw new RefusedError('not-found', 'no such shard');
        return reply.type('application/octet-stream').send(bytes);
      },
    );
  }
};

/** What an admin can change or look for: settings that cannot divide the data, files that are not there. */
const orRefuse = <Value>(divided: Promise<Value>): Promise<Value> =>
  divided.catch((error: unknown) => {
    const isForPeople = error instanceof RangeError || error instanceof DatasetError;
    throw isForPeople ? new RefusedError('invalid-config', error.message) : error;
  });

/** As much of a run as its shards need. @throws {RefusedError} when it cannot be */
const plannedRun = (dataset: string, query: Query): ShardedRun => {
  if (datasets.find(dataset) === undefined) {
    const { code, detail } = rejectUnknown('dataset', dataset, datasets.names);
    throw new RefusedError(code, detail);
  }
  const checked = checkPartition(query.partition);
  if (!checked.ok) throw new RefusedError(checked.code, checked.detail);
  return {
    config: { task: { dataset, model: '', preprocessing: [] }, partition: checked.partition },
  };
};
