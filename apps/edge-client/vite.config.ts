import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const coordinator = 'http://localhost:8080';

export default defineConfig({
  // The coordinator serves the page here.
  base: '/join/',
  plugins: [react()],
  // The coordinator puts a new nonce here whenever it serves the page.
  html: { cspNonce: '__CSP_NONCE__' },
  // The worker loads tfjs backends on demand, which needs modules.
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    sourcemap: true,
    rolldownOptions: {
      input: { index: 'index.html', sw: 'src/service-worker/sw.ts' },
      output: {
        // Browsers know a service worker by its address, which must stay.
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    proxy: { '/api': coordinator, '/socket.io': { target: coordinator, ws: true } },
  },
});
