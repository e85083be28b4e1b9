import { type RejectionCode, rejectionSchema } from '@tributary/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';
import { authFor, makeIdentity } from './testing/test-identity.ts';

const CLINIC = 'https://clinic.example.org';
const ELSEWHERE = 'https://elsewhere.example.org';

let coordinator: TestCoordinator;
beforeAll(async () => {
  coordinator = await startTestCoordinator({ allowedOrigins: [CLINIC] });
});
afterAll(() => coordinator.destroy());

const ask = (path: string, origin: string, init: RequestInit = {}) =>
  fetch(coordinator.url + path, { ...init, headers: { ...init.headers, origin } });

/** What a websocket of a page gets; null when it is let in. */
const connect = (origin: string, namespace = '/'): Promise<RejectionCode | string | null> =>
  new Promise((resolve) => {
    const socket: Socket = io(coordinator.url + namespace, {
      ...{ transports: ['websocket'], reconnection: false, forceNew: true },
      extraHeaders: { origin },
      auth:
        namespace === '/'
          ? authFor(() => socket, { token: coordinator.joinToken, identity: makeIdentity() })
          : { token: coordinator.adminToken },
    });
    const end = (outcome: string | null) => {
      socket.close();
      resolve(outcome);
    };
    socket.on('connect', () => end(null));
    socket.on('connect_error', (error) => {
      const refusal = rejectionSchema.safeParse(Reflect.get(error, 'data'));
      end(refusal.success ? refusal.data.code : error.message);
    });
  });

describe('a page from an origin that is allowed', () => {
  it('reads what a client reads, without cookies, and asks first', async () => {
    const headers = { authorization: `Bearer ${coordinator.joinToken}` };
    const join = await ask('/api/join', CLINIC, { headers });
    expect(join.status).toBe(200);
    expect(join.headers.get('access-control-allow-origin')).toBe(CLINIC);
    expect(join.headers.get('access-control-allow-credentials')).toBeNull();
    const preflight = await ask('/api/join', CLINIC, {
      method: 'OPTIONS',
      headers: {
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization');
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, HEAD');
  });

  it('joins, and neither changes nor watches anything, whoever sits before it', async () => {
    expect(await connect(CLINIC)).toBeNull();
    expect(await connect(CLINIC, '/admin')).toBe('bad-origin');
    expect(await connect(coordinator.url, '/admin')).toBeNull();
    const headers = {
      authorization: `Bearer ${coordinator.adminToken}`,
      'content-type': 'application/json',
    };
    const created = await ask('/api/join-tokens', CLINIC, { method: 'POST', headers, body: '{}' });
    expect(rejectionSchema.parse(await created.json()).code).toBe('bad-origin');
  });
});

describe('a page from any other origin', () => {
  it('may read nothing and open nothing', async () => {
    const answer = await ask('/api/health', ELSEWHERE);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(await connect(ELSEWHERE)).not.toBeNull();
    expect(await connect(`${CLINIC}.elsewhere.example`)).not.toBeNull();
  });
});
