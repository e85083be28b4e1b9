import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refusal, runPnpm } from './run-tool.mjs';

const APPS = ['apps/dashboard', 'apps/edge-client'];
const STAMP = 'node_modules/.tributary-built';

/** Builds the pages that the coordinator serves, if their sources are not those of the last build. */
export const buildWebApps = async () => {
  const wanted = hashSources();
  const isBuilt = APPS.every((app) => existsSync(join(app, 'dist/index.html')));
  if (isBuilt && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  console.error('Building the dashboard and the client page …');
  const { code } = await runPnpm(['run', 'build']);
  if (code !== 0) throw new Refusal('The web pages could not be built; see above what is wrong.');
  writeFileSync(STAMP, wanted);
};

/** One hash over everything that may end up in a page. */
const hashSources = () => {
  const packages = readdirSync('packages').map((name) => join('packages', name, 'src'));
  const hash = createHash('sha256').update(readFileSync('pnpm-lock.yaml'));
  for (const path of [...APPS, ...packages].flatMap(listSources).sort()) {
    hash.update(path).update(readFileSync(path));
  }
  return hash.digest('hex');
};

const SKIPPED = new Set(['node_modules', 'dist', '.vite']);

/** @type {(folder: string) => string[]} */
const listSources = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listSources(path);
    return entry.name.includes('.test.') ? [] : [path];
  });

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await buildWebApps();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
