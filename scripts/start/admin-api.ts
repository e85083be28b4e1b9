import {
  type Access,
  createApiClient,
  type RunWatch,
  readLog,
  watchRun,
} from '@tributary/api-client';
import { trustingFetch } from '@tributary/api-client/node';
import type {
  ConnectedClient,
  JoinToken,
  LoggedEvent,
  RunAction,
  RunConfigInput,
  RunDetail,
} from '@tributary/protocol';

/** The coordinator's address and the token that opens its admin routes. */
export interface AdminAccess {
  /** e.g. `http://localhost:8080` */
  readonly url: string;
  readonly adminToken: string;
}

/** What the main job, the benchmarks and the tests ask of a coordinator. Refusals come as `ApiError`s. */
export interface AdminApi {
  createRun(config: RunConfigInput): Promise<RunDetail>;
  actOnRun(runId: string, action: RunAction): Promise<RunDetail>;
  getRun(runId: string): Promise<RunDetail>;
  listClients(): Promise<ConnectedClient[]>;
  /** A join link that opens this run only. */
  invite(runId: string): Promise<JoinToken>;
  readLog(runId: string): Promise<LoggedEvent[]>;
  /** Returns a function that ends it. */
  watchRun(watch: RunWatch): () => void;
}

export const createAdminApi = (coordinator: AdminAccess): AdminApi => {
  const access = accessOf(coordinator);
  const api = createApiClient({ ...access, fetch: trustingFetch });
  return {
    createRun: (body) => api.post('/api/runs', { body }),
    actOnRun: (runId, action) =>
      api.post('/api/runs/{runId}/{action}', { params: { path: { runId, action } } }),
    getRun: (runId) => api.get('/api/runs/{runId}', { params: { path: { runId } } }),
    listClients: () => api.get('/api/clients'),
    invite: (runId) => api.post('/api/join-tokens', { body: { runId } }),
    readLog: (runId) => readLog(access, runId),
    watchRun: (watch) => watchRun(access, watch),
  };
};

/** The certificate is the coordinator's own, made a moment ago on this machine. */
export const accessOf = ({ url, adminToken }: AdminAccess): Access => ({
  ...{ url, token: adminToken, acceptSelfSigned: true },
});
