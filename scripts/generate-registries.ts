/**
 * Writes `registry.generated.ts` into every registry folder: one entry per file, so that adding a
 * strategy, model, data set, partitioner or task is adding one file. `--check` only compares.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface RegistryFolder {
  readonly folder: string;
  /** The singular noun; also the type's name in `${type}`. */
  readonly kind: string;
  readonly type: string;
  readonly typeFile: string;
  /** What the registry constant is called. */
  readonly constant: string;
  readonly createRegistryFrom: string;
}

const zoo = (folder: string, kind: string, type: string, typeFile: string): RegistryFolder => ({
  folder: `packages/model-zoo/src/${folder}`,
  kind,
  type,
  typeFile: `../${typeFile}.ts`,
  constant: folder,
  createRegistryFrom: '@tributary/fedavg',
});

export const registryFolders: readonly RegistryFolder[] = [
  {
    folder: 'packages/fedavg/src/strategies',
    kind: 'strategy',
    type: 'Strategy',
    typeFile: '../strategy.ts',
    constant: 'strategies',
    createRegistryFrom: '../registry.ts',
  },
  zoo('models', 'model', 'Model', 'model'),
  zoo('datasets', 'data set', 'Dataset', 'dataset'),
  zoo('partitioners', 'partitioner', 'Partitioner', 'partition'),
  zoo('tasks', 'task', 'Task', 'task'),
];

/** `fed-avg-m.ts` exports `fedAvgM`. */
export const exportNameOf = (file: string): string =>
  file.replace(/\.ts$/, '').replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const isEntry = (file: string) =>
  file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('.generated.ts');

const generate = (registry: RegistryFolder): string => {
  const entries = readdirSync(registry.folder)
    .filter(isEntry)
    .sort()
    .map((file) => ({ file, name: exportNameOf(file) }));
  const imports = [
    {
      from: registry.createRegistryFrom,
      line: `import { createRegistry } from '${registry.createRegistryFrom}';`,
    },
    {
      from: registry.typeFile,
      line: `import type { ${registry.type} } from '${registry.typeFile}';`,
    },
    ...entries.map(({ file, name }) => ({
      from: `./${file}`,
      line: `import { ${name} } from './${file}';`,
    })),
  ];
  // Packages first, then parents, then siblings: the order that Biome keeps.
  const rank = (from: string) => (from.startsWith('@') ? 0 : from.startsWith('..') ? 1 : 2);
  imports.sort((a, b) => rank(a.from) - rank(b.from) || (a.from < b.from ? -1 : 1));
  const names = entries.map(({ name }) => name);
  const head = `export const ${registry.constant} = createRegistry<${registry.type}>('${registry.kind}', [`;
  const oneLine = `${head}${names.join(', ')}]);`;
  const list =
    oneLine.length <= 100 ? oneLine : `${head}\n${names.map((name) => `  ${name},\n`).join('')}]);`;
  return [
    '// Written by `pnpm gen` from the files of this folder; do not edit.',
    ...imports.map(({ line }) => line),
    '',
    `/** Every ${registry.kind} there is, by name. */`,
    list,
    '',
  ].join('\n');
};

const checkOnly = process.argv.includes('--check');
const stale: string[] = [];
for (const registry of registryFolders) {
  const path = join(registry.folder, 'registry.generated.ts');
  const wanted = generate(registry);
  const present = readdirSync(registry.folder).includes('registry.generated.ts')
    ? readFileSync(path, 'utf8')
    : '';
  if (present === wanted) continue;
  if (checkOnly) stale.push(path);
  else writeFileSync(path, wanted);
}
if (stale.length > 0) {
  console.error(
    `Stale generated files:\n  ${stale.join('\n  ')}\nRun \`pnpm gen\` and commit the result.`,
  );
  process.exitCode = 1;
}
