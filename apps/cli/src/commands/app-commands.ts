import type { Command } from 'commander';
import { apps } from '../run-app.ts';

/**
 * `tributary coordinator`, `client`, `replay`: here for the help and for completion only, since `main.ts` hands them
 * over before anything is parsed.
 */
export const addAppCommands = (program: Command): void => {
  for (const [name, { about }] of Object.entries(apps)) {
    program
      .command(name)
      .description(about)
      .argument('[options...]', `see tributary ${name} --help`);
  }
};
