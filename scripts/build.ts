/**
 * The last step of `pnpm build`: compresses the web pages that were built before and bundles the coordinator with them.
 * With `--bundle-only` the pages go along as they are.
 */
import { builtPages } from './build/built-pages.ts';
import { bundleCoordinator } from './build/bundle-coordinator.ts';
import { compressPages } from './build/compress-pages.ts';

if (!process.argv.includes('--bundle-only')) {
  for (const { folder } of builtPages()) await compressPages(folder);
}

const OUTDIR = 'apps/coordinator/dist';
await bundleCoordinator(OUTDIR);
console.log(`Start it with: node ${OUTDIR}/main.mjs --help`);
