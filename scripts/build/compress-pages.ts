import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

const COMPRESSIBLE = new Set(['.js', '.css', '.svg', '.json', '.wasm', '.webmanifest']);
/** Below this the answer's headers weigh more than what is saved. */
const LEAST_BYTES = 1024;

/**
 * Puts a `.br` and a `.gz` beside each file of a built page for the coordinator to serve: done once and as well as it can
 * be, where compressing each answer would cost a busy coordinator its time.
 */
export const compressPages = async (folder: string): Promise<void> => {
  const names = await readdir(folder, { recursive: true });
  await Promise.all(names.map((name) => compressFile(join(folder, name))));
};

const compressFile = async (path: string): Promise<void> => {
  if (!COMPRESSIBLE.has(extname(path)) || (await stat(path)).size < LEAST_BYTES) return;
  const bytes = await readFile(path);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  await writeFile(`${path}.br`, await toBrotli(bytes, { params: quality }));
  await writeFile(`${path}.gz`, await toGzip(bytes, { level: constants.Z_BEST_COMPRESSION }));
};
