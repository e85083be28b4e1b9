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
  for (const file of ['index.html', 'icon.svg', 'sw.js', 'assets/index-0aB.js']) {
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
  expect(await cacheControlOf('/join/sw.js')).toBe('no-cache');
  await app.close();
  await rm(folder, { recursive: true });
});

it('sends what the build has compressed to whoever can read it, under the same address', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-pages-'));
  await writeFile(join(folder, 'index.html'), '');
  await writeFile(join(folder, 'sw.js'), 'plain');
  await writeFile(join(folder, 'sw.js.br'), 'brotli');
  await writeFile(join(folder, 'sw.js.gz'), 'gzip');
  const app = fastify() as unknown as App;
  await servePage(app, { folder, at: '/join/' });
  const answer = async (accepted: string, url = '/join/sw.js') => {
    const { body, statusCode, headers } = await app.inject({
      url,
      headers: { 'accept-encoding': accepted },
    });
    return {
      body,
      statusCode,
      encoding: headers['content-encoding'],
      type: headers['content-type'],
    };
  };
  const type = expect.stringContaining('javascript');
  expect(await answer('gzip, deflate, br')).toMatchObject({ body: 'brotli', encoding: 'br', type });
  expect(await answer('gzip')).toMatchObject({ body: 'gzip', encoding: 'gzip', type });
  expect(await answer('identity')).toMatchObject({ body: 'plain', encoding: undefined, type });
  expect((await answer('br', '/join/sw.js.br')).statusCode).toBe(404);
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
