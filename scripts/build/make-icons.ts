/**
 * Draws the PNG icons of the client page from its SVG, with Playwright's Chromium: `pnpm icons`. To be run when the
 * SVG has changed; the pictures are kept with the sources.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from '../browsers/find-chromium.mjs';

const folder = new URL('../../apps/edge-client/public/', import.meta.url);

/** @param fill the share of the square that the SVG takes; the rest is ground, up to the edges */
const icons = [
  { name: 'icon-192.png', size: 192, fill: 1 },
  { name: 'icon-512.png', size: 512, fill: 1 },
  // Of a maskable icon the inner circle of 80 % is certain to be seen.
  { name: 'icon-maskable-512.png', size: 512, fill: 0.72 },
  { name: 'apple-touch-icon.png', size: 180, fill: 0.86 },
];

const svg = await readFile(new URL('icon.svg', folder), 'utf8');
const ground = /<rect[^>]*fill="([^"]+)"/.exec(svg)?.[1] ?? '#ffffff';
const executablePath = findChromium();
const browser = await chromium.launch({
  args: ['--no-sandbox'],
  ...(executablePath === null ? {} : { executablePath }),
});
for (const { name, size, fill } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const side = Math.round(size * fill);
  const background = fill < 1 ? ground : 'transparent';
  await page.setContent(
    `<style>html{background:${background}}body{margin:0;height:100vh;display:grid;place-items:center}svg{width:${side}px;height:${side}px}</style>${svg}`,
  );
  const picture = await page.screenshot({ omitBackground: fill === 1 });
  await writeFile(fileURLToPath(new URL(name, folder)), picture);
  await page.close();
}
await browser.close();
