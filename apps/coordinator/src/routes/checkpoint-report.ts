import { DatasetError, describeData } from '@tributary/model-zoo';
import {
  type CheckpointReport,
  checkpointReportSchema,
  runIdSchema,
  type TaskSpec,
} from '@tributary/protocol';
import { z } from 'zod';
import { describeRoute } from '../openapi/describe-route.ts';
import type { App, RouteContext } from './context.ts';
import { RefusedError } from './refused-error.ts';
import { runOf } from './runs.ts';

const params = z.object({ runId: runIdSchema, round: z.coerce.number().int().min(0) });

const schema = describeRoute(
  {
    ...{ tag: 'runs', opens: 'viewers', summary: 'See what a model takes for what' },
    answer: "How often each class of the coordinator's test examples was taken for which.",
    refusals: ['run-unknown', 'not-found'],
  },
  { params, response: { 200: checkpointReportSchema } },
);

/** More cells than anybody reads, and a table that would fill a page's memory. */
const MAX_CLASSES = 256;

/** How a checkpoint does on each class of the coordinator's own test examples. */
export const checkpointReportRoutes = (app: App, context: RouteContext): void => {
  const { access, storage, reporter } = context;
  app.get(
    '/api/runs/:runId/checkpoints/:round/report',
    { onRequest: access.require, schema },
    async ({ params: { runId, round } }): Promise<CheckpointReport> => {
      const { task } = runOf(context, runId).config;
      const classNames = classesToReport(task);
      const rows = await storage.listCheckpoints(runId);
      const row = rows.find((candidate) => candidate.round === round);
      if (!row || (await context.blobs.size(row.digest)) === null) {
        throw new RefusedError('not-found', `the checkpoint of round ${round} is not kept`);
      }
      const asked = reporter.report(task, row.digest);
      if (asked === null) {
        throw new RefusedError('overloaded', 'others wait for such reports already');
      }
      const { confusion, accuracy, loss } = await asked.catch(orRefuse);
      return {
        ...{ round, digest: row.digest, accuracy: accuracy ?? 0, loss, classNames },
        numLabels: confusion.reduce((sum, count) => sum + count, 0),
        confusion: classNames.map((_, row) => [
          ...confusion.subarray(row * classNames.length, (row + 1) * classNames.length),
        ]),
      };
    },
  );
};

/** @throws {RefusedError} where there is nothing to report, with the reason */
const classesToReport = ({ dataset }: TaskSpec): string[] => {
  if (typeof dataset !== 'string') {
    throw new RefusedError('not-found', 'only clients have data for this run: nothing to test on');
  }
  const { classNames, target } = describeData(dataset);
  if (target === 'number') throw new RefusedError('not-found', 'numbers are predicted, no classes');
  if (classNames.length > MAX_CLASSES) {
    throw new RefusedError('not-found', `at most ${MAX_CLASSES} classes make a table`);
  }
  return [...classNames];
};

const orRefuse = (error: unknown): never => {
  throw error instanceof DatasetError ? new RefusedError('not-found', error.message) : error;
};
