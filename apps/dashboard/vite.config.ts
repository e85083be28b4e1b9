import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const coordinator = 'http://localhost:8080';

export default defineConfig({
  base: '/',
  plugins: [react()],
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
