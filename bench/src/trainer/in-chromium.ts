import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { ensureChromium } from '../../../scripts/browsers/find-chromium.mjs';

const PAGES = fileURLToPath(new URL('../pages', import.meta.url));

const ALWAYS = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
const GPU = ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];
/** Where there is no graphics processor, a program plays one. */
const SOFTWARE = ['--use-webgpu-adapter=swiftshader'];

export interface BrowserOptions {
  /** Whether the page has a graphics processor at all. */
  readonly gpu: 'none' | 'software' | 'hardware';
}

/** Serves the benchmark's pages and hands one of them, in a Chromium of its own, to the work. */
export const inChromium = async <T>(
  path: string,
  { gpu }: BrowserOptions,
  work: (page: Page) => Promise<T>,
): Promise<T> => {
  const outDir = await mkdtemp(join(tmpdir(), 'tributary-bench-pages-'));
  const common = { root: PAGES, configFile: false, logLevel: 'error' } as const;
  // Built, as pages are that people use: a development server reloads when it finds a new import.
  await build({
    ...common,
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: { input: join(PAGES, path) },
    },
  });
  const server = await preview({
    ...common,
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const args = [...ALWAYS, ...(gpu === 'none' ? [] : GPU), ...(gpu === 'software' ? SOFTWARE : [])];
  const browser = await chromium.launch({ executablePath: ensureChromium(), args });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error.message));
    const address = server.resolvedUrls?.local[0] ?? '';
    await page.goto(`${address}${path}`);
    await page.waitForFunction(() => 'measure' in window);
    return await work(page);
  } finally {
    await browser.close();
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  }
};
