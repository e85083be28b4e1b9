import { fileURLToPath } from 'node:url';
import { createServer, type ViteDevServer } from 'vite';

/**
 * Serves a page straight from its sources; its address is the first of `resolvedUrls`.
 * @param folder of its `index.html`, from the repository's root
 * @param dependencies of the page: found only while it runs, they would make Vite reload it
 */
export const servePage = async (
  folder: string,
  dependencies: readonly string[] = [],
): Promise<ViteDevServer> => {
  const server = await createServer({
    root: fileURLToPath(new URL(`../../${folder}`, import.meta.url)),
    configFile: false,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    optimizeDeps: { include: [...dependencies] },
  });
  return await server.listen();
};
