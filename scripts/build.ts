/** The last step of `pnpm build`: compresses the web pages that were built before and bundles the coordinator with them. */
import { existsSync } from 'node:fs';
import { bundleCoordinator } from './build/bundle-coordinator.ts';
import { compressPages } from './build/compress-pages.ts';

// The coordinator runs without its pages too, where nobody has built them.
const pages = ['dashboard', 'edge-client'].map((app) => `apps/${app}/dist`).filter(existsSync);
for (const folder of pages) await compressPages(folder);

const OUTDIR = 'apps/coordinator/dist';
await bundleCoordinator(OUTDIR);
console.log(`Start it with: node ${OUTDIR}/main.mjs --help`);
