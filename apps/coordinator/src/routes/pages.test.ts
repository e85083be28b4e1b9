import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import type { App } from './context.ts';
import { servePage } from './pages.ts';

it('lets browsers keep what has a hash in its name, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-pages-'));
  await mkdir(join(folder, 'assets'));
  for (const file of ['index.html', 'icon.svg', 'assets/index-0aB.js']) {
    await writeFile(join(folder, file), '');
  }
  const app = fastify() as unknown as App;
  await servePage(app, { folder, at: '/join/' });
  const cacheControlOf = async (url: string) => {
    const { statusCode, headers } = await app.inject(url);
    expect(statusCode).toBe(200);
    return headers['cache-control'];
  };
  expect(await cacheControlOf('/join/assets/index-0aB.js')).toContain(
    'max-age=31536000, immutable',
  );
  expect(await cacheControlOf('/join/icon.svg')).not.toContain('immutable');
  await app.close();
  await rm(folder, { recursive: true });
});

it('sends what the build has compressed to whoever takes it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-pages-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '');
  await writeFile(join(folder, 'assets/index-0aB.js'), 'plain');
  await writeFile(join(folder, 'assets/index-0aB.js.br'), 'brotli');
  const app = fastify() as unknown as App;
  await servePage(app, { folder, at: '/join/' });
  const get = (encoding: string) =>
    app.inject({
      url: '/join/assets/index-0aB.js',
      headers: { 'accept-encoding': encoding },
    });
  const [compressed, plain] = [await get('gzip, br'), await get('identity')];
  expect(compressed.body).toBe('brotli');
  expect(compressed.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': expect.stringContaining('javascript'),
    'cache-control': expect.stringContaining('immutable'),
  });
  expect(plain.body).toBe('plain');
  for (const { headers } of [compressed, plain]) expect(headers.vary).toContain('accept-encoding');
  await app.close();
  await rm(folder, { recursive: true });
});
