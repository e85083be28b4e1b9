import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CHILD = fileURLToPath(new URL('./measure-child.ts', import.meta.url));
const LIMIT_MS = 180_000;

/**
 * Measures in a process of its own, so that the project's kernels, which replace tfjs's, are in none
 * that measures tfjs.
 */
export const runMeasure = async <T>(
  what: string,
  { name = '', seconds = 2 }: { readonly name?: string; readonly seconds?: number } = {},
): Promise<T> => {
  const args = ['--import', 'tsx', CHILD, what, name, String(seconds)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: LIMIT_MS });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null') as T;
};
