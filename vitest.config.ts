import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/**/src/**/*.test.ts',
      'apps/**/src/**/*.test.ts',
      'bench/src/**/*.test.ts',
      'scripts/**/*.test.ts',
      'docs/.vitepress/*.test.ts',
      'proofs/**/*.test.ts',
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // By default a core stays free, which on two cores is half of the machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
