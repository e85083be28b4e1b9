import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EntryKind, registryFolders } from './registry-folders.ts';
import { entryNames, writeEntry } from './write-entry.ts';

const tools = join(process.cwd(), 'node_modules/.bin');
let root: string;

/** The packages that have registries, as they are, with the dependencies that they have. */
const copyPackage = async (name: string) => {
  const from = join('packages', name);
  await cp(from, join(root, from), {
    recursive: true,
    filter: (path) => basename(path) !== 'node_modules',
  });
  await symlink(join(process.cwd(), from, 'node_modules'), join(root, from, 'node_modules'));
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tributary-new-entry-'));
  for (const name of ['fedavg', 'model-zoo', 'simulator']) await copyPackage(name);
  for (const file of ['tsconfig.base.json', 'biome.json']) await cp(file, join(root, file));
  await cp('scripts/lint', join(root, 'scripts/lint'), { recursive: true });
});
afterAll(() => rm(root, { recursive: true, force: true }));

const kinds = Object.keys(registryFolders) as EntryKind[];

describe('A new registry entry', () => {
  const written: string[] = [];

  it.each(kinds)('of kind %s is written and entered in its registry', async (kind) => {
    const path = writeEntry(root, kind, 'quite-new');
    written.push(path);
    const registry = join(root, registryFolders[kind].folder, 'registry.generated.ts');
    const { exportName } = entryNames(basename(path, '.ts'));
    expect(await readFile(registry, 'utf8')).toContain(
      `import { ${exportName} } from './${basename(path)}';`,
    );
  });

  it('is in the style of the house', () => {
    const args = ['check', '--vcs-enabled=false', ...written];
    const { status, stdout, stderr } = spawnSync(join(tools, 'biome'), args, {
      cwd: root,
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`).toContain(`Checked ${kinds.length} files`);
    expect(status).toBe(0);
  });

  it('has sound types', async () => {
    const project = {
      extends: './tsconfig.base.json',
      compilerOptions: { lib: ['es2023', 'dom'], types: [] },
      files: written,
    };
    await writeFile(join(root, 'tsconfig.json'), JSON.stringify(project));
    const { stdout } = spawnSync(join(tools, 'tsc'), ['-p', root], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });

  it('never overwrites a file, and takes file names only', () => {
    expect(() => writeEntry(root, 'model', 'mlp-2nn')).toThrow('is there already');
    expect(() => writeEntry(root, 'model', '../x')).toThrow('Write it like this');
    expect(() => writeEntry(root, 'model', 'FedFoo')).toThrow('Write it like this');
  });
});
