/**
 * `pnpm gen`: writes `registry.generated.ts` into every registry folder, one entry per file, so that
 * adding a strategy, model, data set, partitioner or task is adding one file, and compiles the wasm
 * kernels. `--check` only compares.
 */
import { writeKernels } from './kernels/write-kernels.ts';
import { writeRegistries } from './registries/write-registries.ts';

const checkOnly = process.argv.includes('--check');
const stale = [...writeRegistries('.', checkOnly), ...(await writeKernels('.', checkOnly))];
if (checkOnly && stale.length > 0) {
  console.error(
    `Stale generated files:\n  ${stale.join('\n  ')}\nRun \`pnpm gen\` and commit the result.`,
  );
  process.exitCode = 1;
}
