import { existsSync } from 'node:fs';

/** The web pages, and where each is once it is built; the coordinator runs without those that nobody has built. */
export const builtPages = (): { readonly app: string; readonly folder: string }[] =>
  ['dashboard', 'edge-client']
    .map((app) => ({ app, folder: `apps/${app}/dist` }))
    .filter(({ folder }) => existsSync(folder));
