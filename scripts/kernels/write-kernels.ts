import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileKernels } from './compile-kernels.ts';

const SOURCES = 'packages/trainer/assembly';
const TARGET = 'packages/trainer/src/kernels/wasm/module.generated.ts';
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

/**
 * Brings the compiled kernels up to date with their sources.
 * @param root the repository's root
 * @param checkOnly whether to leave the file as it is
 * @returns its path if it was stale
 */
export const writeKernels = async (root: string, checkOnly = false): Promise<string[]> => {
  const readSource = (name: string): string | null => {
    const path = join(root, SOURCES, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  };
  const plain = await compileKernels(readSource, ['simd']);
  const relaxed = await compileKernels(readSource, ['simd', 'relaxed-simd']);
  const wanted = [
    '// Written by `pnpm gen` from `packages/trainer/assembly`; do not edit.',
    ...asConstant(
      'The training kernels as a WebAssembly module, in base64.',
      'PLAIN_MODULE',
      plain,
    ),
    ...asConstant('The same with fused multiply-add.', 'RELAXED_MODULE', relaxed),
  ].join('\n');
  const path = join(root, TARGET);
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) return [];
  if (!checkOnly) writeFileSync(path, wanted);
  return [path];
};
