import { defineConfig } from 'vite';

/**
 * The client library for pages elsewhere, beside the page that `vite.config.ts` has built: an ES module
 * that finds its worker and its wasm files next to itself, wherever it is served.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    outDir: 'dist/library',
    modulePreload: false,
    // As files: fetched when they are needed, and by streaming.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { 'tributary-client': 'src/library/tributary-client.ts' },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js' },
    },
  },
});
