import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian puts its versions, none of them on the PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder with `initdb` and `postgres`, the newest there is; installed in CI where that is possible. */
export const findPostgres = (): string | null => {
  const found = installed();
  if (found !== null || !mayInstall()) return found;
  console.log('Installing PostgreSQL …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'postgresql']]) {
    spawnSync('apt-get', args, { env, stdio: 'ignore', timeout: 180_000 });
  }
  return installed();
};

const installed = (): string | null => {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
  const folders = newestFirst.map((version) => join(DEBIAN, version, 'bin'));
  const named = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim();
  return [...folders, named].find((folder) => folder && existsSync(join(folder, 'initdb'))) ?? null;
};

/** Only where the machine is there for the tests: nobody else's gets a server that was not asked for. */
const mayInstall = (): boolean =>
  process.env.CI === 'true' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
