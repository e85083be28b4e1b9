/**
 * `pnpm gen`: writes `registry.generated.ts` into every registry folder, one entry per file, so that
 * adding a strategy, model, data set, partitioner or task is adding one file, lists them all in
 * `docs/zoo.md`, lists the coordinator's settings in `docs/operations.md`, describes its HTTP interface in `docs/openapi.json` and in the
 * types of `packages/api-client`, and the command line in `docs/cli.md`, and compiles the wasm kernels. `--check` only compares.
 */
import { writeCliPage } from './cli/write-cli-page.ts';
import { writeKernels } from './kernels/write-kernels.ts';
import { writeOpenapi } from './openapi/write-openapi.ts';
import { writeSettings } from './operations/write-settings.ts';
import { writeRegistries } from './registries/write-registries.ts';

const checkOnly = process.argv.includes('--check');
const registries = writeRegistries('.', checkOnly);
// Only now, because it imports the registries that may just have been written.
const { writeZoo } = await import('./zoo/write-zoo.ts');
const stale = [
  ...registries,
  ...writeZoo('.', checkOnly),
  ...writeSettings('.', checkOnly),
  ...writeOpenapi('.', checkOnly),
  ...writeCliPage('.', checkOnly),
  ...(await writeKernels('.', checkOnly)),
];
if (checkOnly && stale.length > 0) {
  console.error(
    `Stale generated files:\n  ${stale.join('\n  ')}\nRun \`pnpm gen\` and commit the result.`,
  );
  process.exitCode = 1;
}
