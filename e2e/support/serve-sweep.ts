import { fileURLToPath } from 'node:url';
import { createServer, type ViteDevServer } from 'vite';

const root = fileURLToPath(new URL('../../packages/trainer/src/sweep/page', import.meta.url));
const BACKENDS = ['core', 'backend-cpu', 'backend-webgl', 'backend-webgpu', 'backend-wasm'];

/** Serves the page of the trainer's numeric sweep; its address is the first of `resolvedUrls`. */
export const serveSweep = async (): Promise<ViteDevServer> => {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    // Found only while the page runs, they would make Vite reload it.
    optimizeDeps: { include: BACKENDS.map((name) => `@tensorflow/tfjs-${name}`) },
  });
  return await server.listen();
};
