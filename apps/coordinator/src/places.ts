import { fileURLToPath } from 'node:url';

/** Beside the bundle lies what `scripts/build/bundle-coordinator.ts` puts there. */
const isSource = import.meta.url.endsWith('.ts');
const place = (source: string, bundled: string): URL =>
  new URL(isSource ? source : bundled, import.meta.url);

/** Where the files lie that the coordinator reads besides its code: among the sources, or beside its bundle. */
export const places = {
  migrations: fileURLToPath(place('../drizzle', './drizzle')),
  foldWorker: place('./folding/fold-worker.mjs', './fold-loop.mjs'),
  databaseWorker: place('./storage/database-worker.mjs', './database-loop.mjs'),
  /** The built pages of a web app. */
  pagesOf: (app: 'dashboard' | 'edge-client'): string =>
    fileURLToPath(place(`../../${app}/dist`, `./pages/${app}`)),
};
