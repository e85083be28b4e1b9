import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const KINDS = new Set(['.js', '.css', '.svg', '.wasm', '.webmanifest']);
/** Smaller files would gain nothing. */
const LEAST_BYTES = 1024;
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Lays a `.br` and a `.gz` beside every built file that gains by it, so that the coordinator need not compress. */
export const precompress = (): Plugin => {
  let folder = '';
  return {
    name: 'tributary-precompress',
    apply: 'build',
    configResolved: ({ build }) => {
      folder = build.outDir;
    },
    closeBundle: async () => {
      for (const name of await readdir(folder, { recursive: true })) {
        const path = join(folder, name);
        if (!KINDS.has(extname(name)) || (await stat(path)).size < LEAST_BYTES) continue;
        const bytes = await readFile(path);
        await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, brotli));
        await writeFile(`${path}.gz`, await promisify(gzip)(bytes));
      }
    },
  };
};
