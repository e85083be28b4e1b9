import type { ResolvedDigits } from '@tributary/model-zoo/node';
import type { AdminAccess } from './admin-api.ts';
import { type Child, startChild } from './child-processes.ts';
import type { StartOptions } from './options.ts';
import { StartError } from './start-error.ts';

const COORDINATOR = 'apps/coordinator/src/main.ts';
const EDGE_CLIENT = 'apps/edge-client/src/node/main.ts';

/** What the coordinator says once it listens. */
export interface CoordinatorReady extends AdminAccess {
  readonly type: 'ready';
  readonly joinUrl: string;
  readonly joinToken: string;
}

/** The admin token may be known to its owner alone. */
type CoordinatorSays = Omit<CoordinatorReady, 'adminToken'> & {
  readonly adminToken: string | null;
};

const ADMIN_TOKEN_UNKNOWN =
  'The coordinator has only the hash of its admin token. Start with TRIBUTARY_ADMIN_TOKEN set to it, or to another one from now on.';

export interface CoordinatorPlan extends Pick<StartOptions, 'port' | 'host' | 'https' | 'dataDir'> {
  readonly stateDir: string;
  /** Whether downloads were tried already, in vain. */
  readonly offline: boolean;
  /** Of pages elsewhere that may join, by commas. */
  readonly allowedOrigins?: string;
}

/** The coordinator's command line. */
export const coordinatorArgs = (plan: CoordinatorPlan): string[] => [
  ...['--port', String(plan.port), '--host', plan.host, '--state-dir', plan.stateDir],
  ...['--log-level', 'warn'],
  ...(plan.dataDir === undefined ? [] : ['--data-dir', plan.dataDir]),
  ...(plan.https ? ['--https'] : []),
  ...(plan.offline ? ['--offline'] : []),
  ...(plan.allowedOrigins === undefined ? [] : ['--allowed-origins', plan.allowedOrigins]),
];

/** @returns the process, and what it says once it listens */
export const startCoordinator = (
  plan: CoordinatorPlan,
): { readonly child: Child; readonly ready: Promise<CoordinatorReady> } => {
  const child = startChild('The coordinator', COORDINATOR, coordinatorArgs(plan));
  const ready = new Promise<CoordinatorReady>((resolve, reject) => {
    child.process.on('message', (message: CoordinatorSays) => {
      if (message.type !== 'ready') return;
      const { adminToken } = message;
      if (adminToken !== null) resolve({ ...message, adminToken });
      else reject(new StartError(ADMIN_TOKEN_UNKNOWN));
    });
  });
  return { child, ready: Promise.race([ready, child.failed]) };
};

/** What the edge clients need to join and to find their data. */
export interface EdgeClientsPlan {
  readonly count: number;
  readonly coordinator: CoordinatorReady;
  readonly digits: ResolvedDigits;
  readonly dataDir: string | undefined;
  readonly https: boolean;
}

/** One process with `count` clients in it. */
export const startEdgeClients = (plan: EdgeClientsPlan): Child => {
  const { count, coordinator, https } = plan;
  return startChild('The process of the edge clients', EDGE_CLIENT, [
    'client',
    ...['--url', coordinator.url, '--token', coordinator.joinToken, '--count', String(count)],
    // Without a directory of its own the data set comes from the cache, or is drawn.
    ...['--data', plan.dataDir ?? '.'],
    ...(https ? ['--insecure'] : []),
  ]);
};
