/** The last step of `pnpm build`: the coordinator's bundle, with the web pages that were built before. */
import { bundleCoordinator } from './build/bundle-coordinator.ts';

const OUTDIR = 'apps/coordinator/dist';
await bundleCoordinator(OUTDIR);
console.log(`Start it with: node ${OUTDIR}/main.mjs --help`);
