import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileKernels } from './compile-kernels.ts';

const SOURCES = 'packages/trainer/assembly';
const TARGET = 'packages/trainer/src/kernels/wasm/module.generated.ts';
const LINE = 100;

const asSource = (binary: Uint8Array): string => {
  const base64 = Buffer.from(binary).toString('base64');
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return [
    '// Written by `pnpm gen` from `packages/trainer/assembly`; do not edit.',
    '/** The training kernels as a WebAssembly module, in base64. */',
    'export const KERNEL_MODULE =',
    `${lines.map((line) => `  '${line}'`).join(' +\n')};`,
    '',
  ].join('\n');
};

/**
 * Brings the compiled kernels up to date with their sources.
 * @param root the repository's root
 * @param checkOnly whether to leave the file as it is
 * @returns its path if it was stale
 */
export const writeKernels = async (root: string, checkOnly = false): Promise<string[]> => {
  const binary = await compileKernels((name) => {
    const path = join(root, SOURCES, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  });
  const path = join(root, TARGET);
  const wanted = asSource(binary);
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) return [];
  if (!checkOnly) writeFileSync(path, wanted);
  return [path];
};
