import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sidebar } from './sidebar.ts';

const run = promisify(execFile);

let folder: string;
let files: string[];
/** As `pnpm docs:build`; it fails on a link that leads nowhere, and on an export without a docstring. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-docs-'));
  const bin = (name: string) => join('node_modules', '.bin', name);
  await run(bin('typedoc'), [], { cwd: 'docs' });
  await run(process.execPath, ['--import', 'tsx', '.vitepress/write-reference.ts'], {
    cwd: 'docs',
  });
  await run(bin('vitepress'), ['build', '--outDir', folder], { cwd: 'docs' });
  files = await readdir(folder, { recursive: true });
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const pages = () => files.filter((file) => file.endsWith('.html'));

it('has every page that the sidebar names', () => {
  const links = sidebar.flatMap(({ items = [] }) => items.map(({ link = '' }) => link));
  const expected = links.map(fileOf);
  expect(expected.filter((file) => !files.includes(file))).toEqual([]);
  const inSidebar = new Set([...expected, 'index.html', '404.html']);
  const others = pages().filter((file) => !inSidebar.has(file) && !file.startsWith('results/'));
  expect(others, 'pages that no line of .vitepress/sidebar.ts leads to').toEqual([]);
});

it('has every heading that a link leads to', async () => {
  const text = new Map<string, string>();
  for (const page of pages()) text.set(page, await readFile(join(folder, page), 'utf8'));
  const headings = new Map([...text].map(([page, html]) => [page, idsIn(html)] as const));
  const dead = [...text].flatMap(([page, html]) =>
    [...html.matchAll(/<a[^>]* href="([^":]*#[^"]+)"/g)]
      .map(([, href = '']) => new URL(href, `http://site/${page}`))
      .filter(({ pathname, hash }) => {
        const ids = headings.get(fileOf(pathname.replace(/\.html$/, '')));
        return !ids?.has(decodeURIComponent(hash.slice(1)));
      })
      .map(({ pathname, hash }) => `${page}: ${pathname}${hash}`),
  );
  expect(dead).toEqual([]);
});

/** Of an address on the site. */
const fileOf = (path: string): string => `${path.replace(/\/$/, '/index').replace(/^\//, '')}.html`;
const idsIn = (html: string): Set<string> =>
  new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id));

it('asks nobody else for anything: no font, script, style or picture from elsewhere', async () => {
  const asked =
    /<(?:script|img|link)[^>]*?\s(?:src|href)="(?:https?:)?\/\/|url\((?:"|')?(?:https?:)?\/\//;
  const loaded = files.filter((file) => /\.(html|css)$/.test(file));
  expect(loaded.length).toBeGreaterThan(20);
  for (const file of loaded) expect(await readFile(join(folder, file), 'utf8')).not.toMatch(asked);
});

it('can be searched without a service', () => {
  expect(files.some((file) => file.includes('localSearchIndex'))).toBe(true);
});
