import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { compressPages } from './compress-pages.ts';

it('puts both beside what is worth it, and nothing beside the rest', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-pages-'));
  await mkdir(join(folder, 'assets'));
  const code = 'export const answer = 42;\n'.repeat(100);
  await writeFile(join(folder, 'assets/code.js'), code);
  await writeFile(join(folder, 'assets/short.js'), 'x');
  await writeFile(join(folder, 'assets/picture.png'), code);
  await compressPages(folder);
  expect((await readdir(join(folder, 'assets'))).toSorted()).toEqual([
    ...['code.js', 'code.js.br', 'code.js.gz', 'picture.png', 'short.js'],
  ]);
  const read = (ending: string) => readFile(join(folder, `assets/code.js.${ending}`));
  expect(brotliDecompressSync(await read('br')).toString()).toBe(code);
  expect(gunzipSync(await read('gz')).toString()).toBe(code);
  await rm(folder, { recursive: true });
});
