import { type Checkpoint, checkpointSchema, runIdSchema } from '@tributary/protocol';
import { z } from 'zod';
import { describeRoute } from '../openapi/describe-route.ts';
import type { StoredCheckpoint } from '../storage/storage.ts';
import type { App, RouteContext } from './context.ts';
import { describeCheckpoint } from './describe-checkpoint.ts';
import { RefusedError } from './refused-error.ts';
import { runOf } from './runs.ts';

const runParams = z.object({ runId: runIdSchema });
const roundParams = runParams.extend({ round: z.coerce.number().int().min(0) });

/** A run's checkpoints, and which of them an admin wants to stay. */
export const runCheckpointRoutes = (app: App, context: RouteContext): void => {
  const { runs, storage, blobs, access } = context;
  const guarded = { onRequest: access.require };
  const describe = (row: StoredCheckpoint) => describeCheckpoint(row, blobs);
  /** Undisturbed, or what is pinned now could go for a reason of a moment ago. */
  const pin = (runId: string, round: number, pinned: boolean): Promise<Checkpoint> =>
    runs.retention.undisturbed(async () => {
      const rows = await storage.listCheckpoints(runOf(context, runId).runId);
      const row = rows.find((candidate) => candidate.round === round);
      const found = row && (await describe(row));
      if (found === undefined)
        throw new RefusedError('not-found', `no checkpoint of round ${round}`);
      if (pinned && !found.kept) {
        throw new RefusedError('not-found', `the checkpoint of round ${round} is no longer kept`);
      }
      await storage.pinCheckpoint(runId, round, pinned);
      return { ...found, pinned };
    });

  app.get(
    '/api/runs/:runId/checkpoints',
    {
      ...guarded,
      schema: describeRoute(
        {
          ...{ tag: 'runs', opens: 'viewers', refusals: ['run-unknown'] },
          summary: "A run's models, newest first",
          answer:
            'One for each committed round and the initial model, whether it is still kept or not.',
        },
        { params: runParams, response: { 200: z.array(checkpointSchema) } },
      ),
    },
    async (request) => {
      const rows = await storage.listCheckpoints(runOf(context, request.params.runId).runId);
      return Promise.all(rows.map(describe));
    },
  );
  const pinning = (summary: string) =>
    describeRoute(
      {
        ...{ summary, tag: 'runs', opens: 'admins', changes: true },
        answer: 'The model as it is now.',
        refusals: ['run-unknown', 'not-found'],
      },
      { params: roundParams, response: { 200: checkpointSchema } },
    );
  app.post(
    '/api/runs/:runId/checkpoints/:round/pin',
    { ...guarded, schema: pinning('Keep a model, whatever the retention says') },
    async ({ params: { runId, round } }) => pin(runId, round, true),
  );
  app.delete(
    '/api/runs/:runId/checkpoints/:round/pin',
    { ...guarded, schema: pinning('Leave a model to the retention again') },
    async ({ params: { runId, round } }) => {
      const loose = await pin(runId, round, false);
      // Another try comes with the next commit.
      runs.retention.tidy(runOf(context, runId)).catch(() => undefined);
      return loose;
    },
  );
};
