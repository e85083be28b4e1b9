import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** Their tests register kernels, gradients and backends with the one engine that tfjs has in a process. */
const TFJS_TESTS = [
  'packages/trainer/src/**/*.test.ts',
  'packages/simulator/src/training/**/*.test.ts',
  'packages/model-zoo/src/{layers,models}/**/*.test.ts',
];

const defaults = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // By default a core stays free, which on two cores is half of the machine; and some tests mostly wait.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    globalSetup: 'scripts/test/unit-setup.ts',
    projects: [
      { test: { ...defaults, name: 'tfjs', include: TFJS_TESTS } },
      {
        test: {
          ...defaults,
          name: 'rest',
          include: [
            'packages/**/src/**/*.test.ts',
            'apps/**/src/**/*.test.ts',
            'bench/src/**/*.test.ts',
            'scripts/**/*.test.ts',
            'docs/.vitepress/*.test.ts',
            'proofs/**/*.test.ts',
          ],
          exclude: [...configDefaults.exclude, ...TFJS_TESTS],
          // Loading the same modules for each of five hundred files would take half of the time.
          isolate: false,
        },
      },
    ],
  },
});
