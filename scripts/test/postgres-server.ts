import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from './find-postgres.ts';

export interface PostgresServer {
  /** Of the database `postgres`; its user may do everything. */
  readonly url: string;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** Nothing here must survive a power cut, so nothing waits for the disk. */
const HASTE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
const READY = 'database system is ready to accept connections';
const START_LIMIT_MS = 60_000;

/** A PostgreSQL server of its own on a free loopback port, its files in a temporary folder. */
export const startPostgres = async (): Promise<PostgresServer | { readonly missing: string }> => {
  const bin = findPostgres();
  if (bin === null) return { missing: 'PostgreSQL is not installed (`initdb` was not found).' };
  const user = serverUser();
  if (user === null)
    return { missing: 'PostgreSQL refuses root, and there is no user "postgres".' };
  const folder = mkdtempSync(join(tmpdir(), 'tributary-postgres-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const [data, password] = [join(folder, 'data'), randomBytes(16).toString('hex')];
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    writeFileSync(join(folder, 'password'), password, { mode: 0o644 });
    const auth = ['-U', 'tributary', '-A', 'scram-sha-256', `--pwfile=${join(folder, 'password')}`];
    const made = spawnSync(
      join(bin, 'initdb'),
      ['-D', data, ...auth, '-E', 'UTF8', '--locale=C', '--no-sync'],
      { ...user, cwd: folder, encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);
    const port = await freePort();
    const server = spawn(
      join(bin, 'postgres'),
      [
        ...['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
        ...[`unix_socket_directories=${folder}`, 'max_connections=200', ...HASTE].flatMap((set) => [
          '-c',
          set,
        ]),
      ],
      { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await untilReady(server);
    return {
      url: `postgres://tributary:${password}@127.0.0.1:${port}/postgres`,
      stop: async () => {
        const ended = once(server, 'exit');
        // PostgreSQL's fast shutdown: it waits for nobody.
        if (server.exitCode === null && server.kill('SIGINT')) await ended;
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
};

/** Whom the server runs as: oneself, but never root. */
const serverUser = (): { readonly uid?: number; readonly gid?: number } | null => {
  if (process.getuid?.() !== 0) return {};
  const idOf = (kind: string) => spawnSync('id', [kind, 'postgres'], { encoding: 'utf8' });
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  return uid.status === 0 && gid.status === 0
    ? { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    : null;
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
};

const untilReady = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string) => reject(new Error(`PostgreSQL ${why}: ${said.slice(-500)}`));
    const timer = setTimeout(() => {
      server.kill('SIGKILL');
      fail('did not start in time');
    }, START_LIMIT_MS);
    server.stderr?.on('data', (chunk) => {
      // Only what is said until it runs is of use; the rest is read so that the pipe stays open.
      if (said.includes(READY)) return;
      said += chunk;
      if (!said.includes(READY)) return;
      clearTimeout(timer);
      resolve();
    });
    server.once('exit', (code) => fail(`ended with code ${code}`));
  });
