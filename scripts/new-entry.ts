/** `pnpm new strategy fed-foo`: writes a file that works as it stands, and enters it in its registry. */
import { Argument, Command } from 'commander';
import { type EntryKind, registryFolders } from './registries/registry-folders.ts';
import { writeEntry } from './registries/write-entry.ts';

new Command('pnpm new')
  .description('Start a new entry of a registry.')
  .addArgument(new Argument('<kind>').choices(Object.keys(registryFolders)))
  .argument('<name>', 'in kebab-case, e.g. fed-foo')
  .action((kind: EntryKind, name: string, _, command: Command) => {
    try {
      console.log(`Wrote ${writeEntry('.', kind, name)} and entered it. Change it from there.`);
    } catch (error) {
      command.error(error instanceof Error ? error.message : String(error));
    }
  })
  .parse();
