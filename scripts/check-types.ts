/** `pnpm types`: checks every tsconfig of the workspace, two at a time. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const AT_ONCE = 2;

const members = ['packages', 'apps'].flatMap((folder) =>
  readdirSync(folder).map((name) => join(folder, name)),
);
const projects = ['.', ...members, 'e2e', 'bench', 'docs', 'examples', 'proofs']
  .flatMap((folder) => ['tsconfig.json', 'tsconfig.test.json'].map((file) => join(folder, file)))
  .filter((path) => existsSync(path));

/** @returns the compiler's complaints; empty when there are none */
const check = (project: string): Promise<string> =>
  new Promise((resolve) => {
    execFile('node_modules/.bin/tsc', ['-p', project], (error, stdout, stderr) => {
      resolve(error === null ? '' : stdout + stderr || error.message);
    });
  });

const queue = [...projects];
let failures = 0;
const work = async () => {
  for (let project = queue.shift(); project !== undefined; project = queue.shift()) {
    const complaints = await check(project);
    if (complaints === '') continue;
    failures++;
    console.error(`${project}\n${complaints}`);
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, work));

const verdict = failures === 0 ? 'all are sound' : `${failures} have errors`;
console.log(`Checked the types of ${projects.length} projects: ${verdict}.`);
process.exitCode = failures === 0 ? 0 : 1;
