import { connectedClientSchema } from '@tributary/protocol';
import { z } from 'zod';
import { describeRoute } from '../openapi/describe-route.ts';
import { isActive } from '../runner/runs.ts';
import { runsFor } from '../security/opened-runs.ts';
import type { App, RouteContext } from './context.ts';

/** Who is connected now. */
export const clientRoutes = (app: App, { runs, sessions, access }: RouteContext): void => {
  app.get(
    '/api/clients',
    {
      onRequest: access.require,
      schema: describeRoute(
        {
          ...{ tag: 'clients', opens: 'viewers' },
          summary: 'Who is connected now',
          answer: 'The devices, each with the runs that it takes part in.',
        },
        { response: { 200: z.array(connectedClientSchema) } },
      ),
    },
    async () =>
      sessions.describe(({ socket }) =>
        runsFor(runs, socket.data.claims)
          .filter((runner) => isActive(runner) && runner.state.clients[socket.data.clientId])
          .map(({ runId }) => runId),
      ),
  );
};
