import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileKernels } from './compile-kernels.ts';
import { type KernelModules, kernelModules } from './kernel-modules.ts';

const LINE = 100;

const asConstant = (comment: string, name: string, binary: Uint8Array): string[] => {
  const base64 = Buffer.from(binary).toString('base64');
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return [
    `/** ${comment} */`,
    `export const ${name} =`,
    `${lines.map((line) => `  '${line}'`).join(' +\n')};`,
    '',
  ];
};

const sourceOf = async (root: string, { sources, modules }: KernelModules): Promise<string> => {
  const readSource = (name: string): string | null => {
    const path = join(root, sources, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  };
  const constants: string[] = [];
  for (const { constant, comment, features } of modules) {
    constants.push(...asConstant(comment, constant, await compileKernels(readSource, features)));
  }
  return [`// Written by \`pnpm gen\` from \`${sources}\`; do not edit.`, ...constants].join('\n');
};

/**
 * Brings the compiled kernels up to date with their sources.
 * @param root the repository's root
 * @param checkOnly whether to leave the files as they are
 * @returns the paths of those that were stale
 */
export const writeKernels = async (root: string, checkOnly = false): Promise<string[]> => {
  const stale: string[] = [];
  for (const kernels of kernelModules) {
    const path = join(root, kernels.target);
    const wanted = await sourceOf(root, kernels);
    if (existsSync(path) && readFileSync(path, 'utf8') === wanted) continue;
    if (!checkOnly) writeFileSync(path, wanted);
    stale.push(path);
  }
  return stale;
};
