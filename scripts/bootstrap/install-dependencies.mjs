import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Refusal, runPnpm } from './run-tool.mjs';

/** Lies inside node_modules, so that deleting that folder deletes it too. */
const STAMP = 'node_modules/.tributary-installed';

/** Installs exactly what the lockfile says, unless that was done before. */
export const installDependencies = async () => {
  const wanted = createHash('sha256').update(readFileSync('pnpm-lock.yaml')).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  console.error('Installing what Tributary needs (once; it takes a minute or so) …');
  const args = ['install', '--frozen-lockfile', '--prefer-offline', '--prod=false'];
  const { code, output } = await runPnpm(args);
  if (code !== 0) throw new Refusal(explainFailure(output));
  writeFileSync(STAMP, wanted);
};

/** @param {string} output what npm or pnpm printed */
export const explainFailure = (output) => {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET/.test(output)) {
    return 'The packages cannot be downloaded: the npm registry does not answer. Connect this machine to the network (or set its registry with `npm config set registry …`) and try again.';
  }
  if (output.includes('ERR_PNPM_OUTDATED_LOCKFILE')) {
    return 'pnpm-lock.yaml does not match the package.json files. Run `pnpm install` and commit the lockfile.';
  }
  if (output.includes('ENOSPC')) return 'The disk is full. Free about 1 GB and try again.';
  return 'The packages could not be installed; see what pnpm says above.';
};
