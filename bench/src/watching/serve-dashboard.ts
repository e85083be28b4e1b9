import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import type {
  AdminToCoordinator,
  Checkpoint,
  CoordinatorToAdmin,
  LoggedEvent,
  RunDetail,
} from '@tributary/protocol';
import { Server } from 'socket.io';
import { type Connect, preview } from 'vite';

const DASHBOARD = fileURLToPath(new URL('../../../apps/dashboard', import.meta.url));
/** As many as a coordinator sends at once. */
const PAGE_EVENTS = 2_000;

export interface ServedRun {
  readonly detail: RunDetail;
  readonly events: readonly LoggedEvent[];
}

/**
 * Serves the dashboard as it was built, and one run out of memory, so that what is measured is the page and neither
 * a database nor clients.
 */
export const serveDashboard = async ({ detail, events }: ServedRun) => {
  const { runId } = detail.summary;
  const answers: Readonly<Record<string, unknown>> = {
    '/api/session': { role: 'viewer' },
    '/api/runs': [detail.summary],
    [`/api/runs/${runId}`]: detail,
    [`/api/runs/${runId}/checkpoints`]: [] satisfies Checkpoint[],
    '/api/clients': [],
  };
  const api: Connect.NextHandleFunction = (request, response, next) => {
    const answer = answers[request.url ?? ''];
    if (answer === undefined) return next();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  };
  const sockets = createServer();
  const io = new Server<AdminToCoordinator, CoordinatorToAdmin>(sockets, {
    transports: ['websocket'],
  });
  io.of('/admin').on('connection', (socket) => {
    socket.on('watchRun', ({ afterSeq }, answer) =>
      answer({ ok: true, events: events.slice(afterSeq, afterSeq + PAGE_EVENTS) }),
    );
  });
  await new Promise<void>((resolve) => sockets.listen(0, '127.0.0.1', resolve));
  const address = sockets.address();
  const target = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const server = await preview({
    ...{ root: DASHBOARD, configFile: false, logLevel: 'error' },
    preview: { host: '127.0.0.1', port: 0, proxy: { '/socket.io': { target, ws: true } } },
    plugins: [
      { name: 'api', configurePreviewServer: ({ middlewares }) => void middlewares.use(api) },
    ],
  });
  return {
    url: server.resolvedUrls?.local[0] ?? '',
    close: async () => {
      await server.close();
      await io.close();
    },
  };
};
