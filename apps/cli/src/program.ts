import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addAppCommands } from './commands/app-commands.ts';
import { addCompletionCommand } from './commands/completion-command.ts';
import { addModelCommands } from './commands/model-commands.ts';
import { addRunCommands } from './commands/run-commands.ts';
import { addSimulateCommand } from './commands/simulate-command.ts';
import { addTokenCommands } from './commands/token-commands.ts';
import { jsonError } from './exit-codes.ts';
import type { Preset } from './simulate/options.ts';

const WIDTH = 100;

const NOTES = `
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted with Ctrl-C. What stays until it is
stopped (coordinator, client) ends well when it is: 0.

With --json results are JSON on standard output, and errors JSON on standard error.`;

export interface ProgramOptions {
  /** What the help of `simulate` lists; loading them takes a while. */
  readonly presets?: readonly Preset[];
  /** Whether wrong usage is told to a program. */
  readonly isJson?: boolean;
}

/** The whole command line. Nothing in it exits: it throws a `CommanderError` after help and on wrong usage. */
export const createProgram = ({ presets = [], isJson = false }: ProgramOptions = {}): Command => {
  const program = new Command('tributary')
    .description('Federated learning from a terminal.')
    .version(manifest.version)
    .exitOverride()
    .configureHelp({ helpWidth: WIDTH, showGlobalOptions: false })
    .configureOutput({
      outputError: (text, write) => write(isJson ? `${jsonError('usage', text)}\n` : text),
    })
    .showSuggestionAfterError()
    .addHelpText('after', NOTES);
  addAppCommands(program);
  addRunCommands(program);
  addModelCommands(program);
  addSimulateCommand(program, presets);
  addTokenCommands(program);
  addCompletionCommand(program);
  return program;
};
