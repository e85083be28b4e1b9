import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import {
  type ConnectedClient,
  connectedClientSchema,
  type JoinToken,
  joinTokenSchema,
  type Rejection,
  type RunAction,
  type RunConfigInput,
  type RunDetail,
  rejectionSchema,
  runDetailSchema,
} from '@tributary/protocol';
import { StartError } from './start-error.ts';

/** The coordinator's address and the token that opens its admin routes. */
export interface AdminAccess {
  /** e.g. `http://localhost:8080` */
  readonly url: string;
  readonly adminToken: string;
}

/** The admin's HTTP calls that the main job, the benchmarks and the tests need. Refusals come as `StartError`s. */
export interface AdminApi {
  createRun(config: RunConfigInput): Promise<RunDetail>;
  actOnRun(runId: string, action: RunAction): Promise<RunDetail>;
  getRun(runId: string): Promise<RunDetail>;
  listClients(): Promise<ConnectedClient[]>;
  /** A join link that opens this run only. */
  invite(runId: string): Promise<JoinToken>;
}

export const createAdminApi = (access: AdminAccess): AdminApi => ({
  createRun: async (config) => runDetailSchema.parse(await call(access, 'POST /api/runs', config)),
  actOnRun: async (runId, action) =>
    runDetailSchema.parse(await call(access, `POST /api/runs/${runId}/${action}`)),
  getRun: async (runId) => runDetailSchema.parse(await call(access, `GET /api/runs/${runId}`)),
  listClients: async () =>
    connectedClientSchema.array().parse(await call(access, 'GET /api/clients')),
  invite: async (runId) =>
    joinTokenSchema.parse(await call(access, 'POST /api/join-tokens', { runId })),
});

/** A refusal as a sentence or two. */
export const reasonOf = ({ message, detail }: Rejection): string =>
  [message, detail].filter(Boolean).join(' ');

/** @param route method and path, as in the documentation: `POST /api/runs` */
const call = async (access: AdminAccess, route: string, body?: unknown): Promise<unknown> => {
  const [method = '', path = ''] = route.split(' ');
  const { status, text } = await send(access, { method, path, body });
  if (status < 300) return JSON.parse(text);
  const rejection = rejectionSchema.safeParse(JSON.parse(text));
  const reason = rejection.success ? reasonOf(rejection.data) : text;
  throw new StartError(`The coordinator refused ${route} (${status}): ${reason}`);
};

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

const send = (
  { url, adminToken }: AdminAccess,
  { method, path, body }: Call,
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const target = new URL(path, url);
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${adminToken}`,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const request = target.protocol === 'https:' ? requestHttps : requestHttp;
    // The certificate is the coordinator's own, made a moment ago on this machine.
    const sent = request(target, { method, headers, rejectUnauthorized: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(payload);
  });
