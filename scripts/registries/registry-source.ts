import type { RegistryFolder } from './registry-folders.ts';

/** `fed-avg-m.ts` exports `fedAvgM`. */
export const exportNameOf = (file: string): string =>
  file.replace(/\.ts$/, '').replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const isEntry = (file: string) =>
  file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('.generated.ts');

/**
 * The text of a folder's `registry.generated.ts`.
 * @param files the names of all files in the folder; tests and generated ones are passed over
 */
export const registrySource = (registry: RegistryFolder, files: readonly string[]): string => {
  const entries = files
    .filter(isEntry)
    .sort()
    .map((file) => ({ file, name: exportNameOf(file) }));
  const imports = [
    { names: '{ createRegistry }', from: registry.createRegistryFrom },
    { names: `type { ${registry.type} }`, from: registry.typeFile },
    ...entries.map(({ file, name }) => ({ names: `{ ${name} }`, from: `./${file}` })),
  ].sort((a, b) => rank(a.from) - rank(b.from) || (a.from < b.from ? -1 : 1));
  const head = `export const ${registry.constant} = createRegistry<${registry.type}>('${registry.kind}', [`;
  const oneLine = `${head}${entries.map(({ name }) => name).join(', ')}]);`;
  const lines = `${head}\n${entries.map(({ name }) => `  ${name},\n`).join('')}]);`;
  return [
    '// Written by `pnpm gen` from the files of this folder; do not edit.',
    ...imports.map(({ names, from }) => `import ${names} from '${from}';`),
    '',
    `/** Every ${registry.kind} there is, by name. */`,
    oneLine.length <= 100 ? oneLine : lines,
    '',
  ].join('\n');
};

/** Packages first, then parents, then siblings: the order that Biome keeps. */
const rank = (from: string) => (from.startsWith('@') ? 0 : from.startsWith('..') ? 1 : 2);
