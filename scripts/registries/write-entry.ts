import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EntryNames, entryTemplates } from './entry-templates.ts';
import { type EntryKind, registryFolders } from './registry-folders.ts';
import { exportNameOf } from './registry-source.ts';
import { writeRegistries } from './write-registries.ts';

/** `fed-foo` in every form that a file needs. */
export const entryNames = (fileName: string): EntryNames => {
  const exportName = exportNameOf(fileName);
  const words = fileName.replaceAll('-', ' ');
  return {
    fileName,
    exportName,
    className: exportName.charAt(0).toUpperCase() + exportName.slice(1),
    title: words.charAt(0).toUpperCase() + words.slice(1),
  };
};

/**
 * Writes the file of a new registry entry and enters it.
 * @param root the repository's root
 * @param name in kebab-case, e.g. `fed-foo`
 * @returns the new file's path
 * @throws {Error} when the name will not do or is taken
 */
export const writeEntry = (root: string, kind: EntryKind, name: string): string => {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new Error(`"${name}" is no file name here. Write it like this: fed-foo.`);
  }
  const fileName =
    kind === 'partitioner' && !name.endsWith('-partitioner') ? `${name}-partitioner` : name;
  const path = join(root, registryFolders[kind].folder, `${fileName}.ts`);
  if (existsSync(path)) throw new Error(`${path} is there already. Choose another name.`);
  writeFileSync(path, entryTemplates[kind](entryNames(fileName)));
  writeRegistries(root);
  return path;
};
