/**
 * `pnpm gen`: writes `registry.generated.ts` into every registry folder, one entry per file, so that
 * adding a strategy, model, data set, partitioner or task is adding one file. `--check` only compares.
 */
import { writeRegistries } from './registries/write-registries.ts';

const checkOnly = process.argv.includes('--check');
const stale = writeRegistries('.', checkOnly);
if (checkOnly && stale.length > 0) {
  console.error(
    `Stale generated files:\n  ${stale.join('\n  ')}\nRun \`pnpm gen\` and commit the result.`,
  );
  process.exitCode = 1;
}
