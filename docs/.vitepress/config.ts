import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { repositoryLinks } from './repository-links.ts';
import { sidebar } from './sidebar.ts';

export default defineConfig({
  title: 'Tributary',
  description: 'Federated learning in the browser: devices train where the data is.',
  lang: 'en-GB',
  cleanUrls: true,
  // Pages link to a coordinator that runs on the reader's machine.
  ignoreDeadLinks: [/^https?:\/\/localhost/],
  markdown: { config: repositoryLinks },
  buildEnd: ({ root, outDir }) =>
    copyFile(join(root, 'openapi.json'), join(outDir, 'openapi.json')),
  themeConfig: {
    nav: [
      { text: 'Quickstart', link: '/quickstart' },
      { text: 'Concepts', link: '/concepts' },
      { text: 'Client library', link: '/client-library' },
    ],
    sidebar,
    outline: [2, 3],
    // The index is part of the site: no service is asked.
    search: { provider: 'local' },
  },
});
