import { checkpointSchema, promotionSchema, runIdSchema } from '@tributary/protocol';
import { z } from 'zod';
import { describeRoute } from '../openapi/describe-route.ts';
import type { App, RouteContext } from './context.ts';
import { describeCheckpoint } from './describe-checkpoint.ts';
import { RefusedError } from './refused-error.ts';
import { runOf } from './runs.ts';

const params = z.object({ runId: runIdSchema });

const finding = describeRoute(
  {
    ...{ tag: 'runs', opens: 'viewers', summary: "Find a run's current model" },
    answer: 'What is known of the model; `location` says where its file lies.',
    also: { 304: 'The caller has it already.' },
    refusals: ['run-unknown', 'not-found'],
  },
  { params, response: { 302: checkpointSchema, 304: z.undefined() } },
);

const choosing = describeRoute(
  {
    ...{ tag: 'runs', opens: 'admins', changes: true },
    summary: 'Choose the model that applications use',
    answer: "The run's models as they are now.",
    refusals: ['run-unknown', 'not-found'],
  },
  { params, body: promotionSchema, response: { 200: z.array(checkpointSchema) } },
);

/**
 * The checkpoint of a run that an admin wants applications to use: a stable address that leads to the
 * immutable one.
 */
export const currentCheckpointRoutes = (app: App, context: RouteContext): void => {
  const { runs, storage, blobs, access } = context;
  const guarded = { onRequest: access.require };

  app.get('/api/runs/:runId/current', { ...guarded, schema: finding }, async (request, reply) => {
    const rows = await storage.listCheckpoints(runOf(context, request.params.runId).runId);
    const row = rows.find(({ current }) => current);
    if (!row) throw new RefusedError('not-found', 'no checkpoint of this run is the current one');
    // Whoever has it asks again each time, and is told so in a few bytes.
    reply.header('etag', `"${row.digest}"`).header('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] === `"${row.digest}"`) {
      return reply.code(304).send();
    }
    return reply
      .code(302)
      .header('location', `/api/checkpoints/${row.digest}`)
      .send(await describeCheckpoint(row, blobs));
  });
  /** Undisturbed, or what becomes current now could go for a reason of a moment ago. */
  const promote = (runId: string, round: number | null) =>
    runs.retention.undisturbed(async () => {
      const rows = await storage.listCheckpoints(runOf(context, runId).runId);
      const row = rows.find((candidate) => candidate.round === round);
      if (round !== null && (!row || (await blobs.size(row.digest)) === null)) {
        throw new RefusedError('not-found', `the checkpoint of round ${round} is not kept`);
      }
      await storage.promoteCheckpoint(runId, round);
    });
  app.put(
    '/api/runs/:runId/current',
    { ...guarded, schema: choosing },
    async ({ params: { runId }, body }) => {
      await promote(runId, body.round);
      // Another try comes with the next commit.
      runs.retention.tidy(runOf(context, runId)).catch(() => undefined);
      const rows = await storage.listCheckpoints(runId);
      return Promise.all(rows.map((row) => describeCheckpoint(row, blobs)));
    },
  );
};
