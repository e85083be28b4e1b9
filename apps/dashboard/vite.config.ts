import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const coordinator = 'http://localhost:8080';

export default defineConfig({
  base: '/',
  plugins: [react()],
  // The coordinator puts a new nonce here whenever it serves the page.
  html: { cspNonce: '__CSP_NONCE__' },
  // The workers that try runs and models out load tfjs backends on demand, which needs modules.
  worker: { format: 'es' },
  build: { outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 800 },
  server: {
    proxy: {
      '/api': coordinator,
      '/join': coordinator,
      '/docs': coordinator,
      '/socket.io': { target: coordinator, ws: true },
    },
  },
});
