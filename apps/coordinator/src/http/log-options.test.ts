import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastifyBaseLogger, fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programOf } from '../../../../scripts/start/program-of.ts';
import { copyTemplate } from '../../../../scripts/test/copy-template.ts';
import { makeSecret } from '../security/tokens.ts';
import { connectTestClient, tryToConnect } from '../testing/test-client.ts';
import { logOptions } from './log-options.ts';

const logged = (write: (log: FastifyBaseLogger) => void): string => {
  let text = '';
  const stream = {
    write: (line: string) => {
      text += line;
    },
  };
  write(fastify({ logger: { ...logOptions('trace'), stream } }).log);
  return text;
};

describe('a log line', () => {
  const secret = makeSecret();

  it.each([
    [
      'a header',
      { request: { headers: { authorization: `Bearer ${secret}`, cookie: `x=${secret}` } } },
    ],
    ['a field', { token: 'hunter2', data: { auth: { token: 'hunter2' } } }],
    ['an identity', { handshake: { identity: { clientId: 'a', proof: 'hunter2' } } }],
    ['an address', { url: '/join/?token=hunter2&x=1' }],
    ['a fragment', { url: 'http://host/join/#token=hunter2' }],
    ['a database', { err: new Error('connect postgres://tributary:hunter2@db/x failed') }],
    ['a message', { msg: `got Bearer hunter2 and ${secret} and eyJydW4iOiJhIn0.${secret}` }],
  ])('keeps the secret of %s', (_, fields) => {
    const text = logged((log) => log.info(fields));
    expect(text).toContain('[secret]');
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain(secret);
  });

  it('still says what digests and ids are', () => {
    const fields = { digest: `sha256:${'a1'.repeat(32)}`, clientId: 'Zx8_kq-w12Ab', runId: 'r-1' };
    expect(JSON.parse(logged((log) => log.info(fields, 'kept')))).toMatchObject(fields);
  });
});

describe('a coordinator that logs everything', () => {
  const adminToken = `admin-${makeSecret()}`;
  let stateDir: string;
  let text = '';
  let child: ReturnType<typeof fork>;
  let ready: { url: string; joinToken: string };

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'tributary-log-'));
    await copyTemplate(stateDir);
    const { execArgv, entry } = programOf('apps/coordinator/src/main.ts');
    const options = ['--port', '0', '--offline', '--log-level', 'trace', '--state-dir', stateDir];
    child = fork(entry, options, {
      execArgv: [...execArgv],
      env: { ...process.env, TRIBUTARY_ADMIN_TOKEN: adminToken },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const keep = (chunk: Buffer) => {
      text += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    [ready] = await once(child, 'message');
  });
  afterAll(async () => {
    if (child.exitCode === null) child.kill('SIGKILL');
    await rm(stateDir, { recursive: true, force: true });
  });

  it('writes no secret that it was ever shown, right or wrong', async () => {
    const { url, joinToken } = ready;
    const wrong = `wrong-${makeSecret()}`;
    const signIn = (token: unknown, query = '') =>
      fetch(`${url}/api/session${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      });
    const signedIn = await signIn(adminToken);
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await signIn(wrong, `?token=${wrong}`)).status).toBe(401);
    expect((await signIn({ nested: wrong })).status).toBe(400);
    for (const headers of [{ cookie }, { authorization: `Bearer ${wrong}` }, { cookie: wrong }]) {
      await fetch(`${url}/api/runs?token=${adminToken}`, { headers });
    }
    const client = await connectTestClient({ url, token: joinToken });
    await tryToConnect({ url, token: wrong });
    await tryToConnect({ url, token: joinToken, auth: { protocolVersions: wrong } });
    await tryToConnect({ url, token: `${joinToken}x`, auth: { proof: { publicKey: wrong } } });
    client.close();
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    expect(text).toContain('client connected');
    const cookieValue = decodeURIComponent(cookie.split('=')[1] ?? '');
    for (const secret of [adminToken, joinToken, wrong, cookieValue.split('.').at(-1) ?? '']) {
      expect(secret.length).toBeGreaterThan(20);
      expect(text).not.toContain(secret);
    }
  });
});
