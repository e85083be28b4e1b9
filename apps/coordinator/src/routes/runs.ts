import {
  isEnded,
  type RunAction,
  type RunDetail,
  runActionSchema,
  runConfigSchema,
  runDetailSchema,
  runIdSchema,
  runSummarySchema,
} from '@tributary/protocol';
import { z } from 'zod';
import { describeRoute } from '../openapi/describe-route.ts';
import type { Runner } from '../runner/runner.ts';
import type { App, RouteContext } from './context.ts';
import { RefusedError } from './refused-error.ts';

const runParams = z.object({ runId: runIdSchema });

/** Everything an admin does with runs. */
export const runRoutes = (app: App, context: RouteContext): void => {
  const { runs, access } = context;
  const guarded = { onRequest: access.require };
  const detailOf = (runner: Runner): RunDetail => ({
    summary: runs.summaryOf(runner),
    config: runner.config,
  });

  app.get(
    '/api/runs',
    {
      ...guarded,
      schema: describeRoute(
        {
          ...{ tag: 'runs', opens: 'viewers' },
          summary: 'All runs, newest first',
          answer: 'The runs, each with where it stands.',
        },
        { response: { 200: z.array(runSummarySchema) } },
      ),
    },
    async () => runs.all().map(runs.summaryOf),
  );
  app.post(
    '/api/runs',
    {
      ...guarded,
      schema: describeRoute(
        {
          ...{ tag: 'runs', opens: 'admins', changes: true },
          summary: 'Create a run',
          answer: 'The run, which waits to be started. Its config never changes again.',
          refusals: ['invalid-config'],
        },
        { body: runConfigSchema, response: { 201: runDetailSchema } },
      ),
    },
    async (request, reply) => {
      const created = await runs.create(request.body);
      if ('ok' in created) throw new RefusedError(created.code, created.detail);
      reply.header('location', `/api/runs/${created.runId}`);
      return reply.code(201).send(detailOf(created));
    },
  );
  app.get(
    '/api/runs/:runId',
    {
      ...guarded,
      schema: describeRoute(
        {
          ...{ tag: 'runs', opens: 'viewers', refusals: ['run-unknown'] },
          summary: 'A run',
          answer: 'Where it stands, and its config.',
        },
        { params: runParams, response: { 200: runDetailSchema } },
      ),
    },
    async (request) => detailOf(runOf(context, request.params.runId)),
  );
  app.post(
    '/api/runs/:runId/:action',
    {
      ...guarded,
      schema: describeRoute(
        {
          ...{ tag: 'runs', opens: 'admins', changes: true },
          summary: 'Start, pause, resume or stop a run',
          answer: 'The run as it is now.',
          refusals: ['run-unknown', 'wrong-state', 'invalid-config'],
        },
        {
          params: runParams.extend({ action: runActionSchema }),
          response: { 200: runDetailSchema },
        },
      ),
    },
    async (request) => {
      const runner = runOf(context, request.params.runId);
      await act(runner, request.params.action, context);
      return detailOf(runner);
    },
  );
};

export const runOf = ({ runs }: Pick<RouteContext, 'runs'>, runId: string): Runner => {
  const runner = runs.find(runId);
  if (runner === undefined) throw new RefusedError('run-unknown');
  return runner;
};

const act = async (
  runner: Runner,
  action: RunAction,
  { runs, gateway }: RouteContext,
): Promise<void> => {
  const { status } = runner.state;
  const allowed: Record<RunAction, boolean> = {
    start: status === 'created',
    pause: status === 'running',
    resume: status === 'paused' || status === 'pausing',
    stop: !isEnded(status),
  };
  if (!allowed[action]) throw new RefusedError('wrong-state', `the run is ${status}`);
  if (action !== 'start') {
    await runner.dispatch({ type: EVENT_OF[action] });
    return;
  }
  await gateway.admitClients(runner);
  await runs.start(runner);
  await gateway.admitClients(runner);
};

const EVENT_OF = { pause: 'runPaused', resume: 'runResumed', stop: 'runStopped' } as const;
