import { Argument, type Command } from 'commander';
import { shells, writeCompletion } from '../completion.ts';
import { withJson } from '../connection.ts';
import { createOutput } from '../output.ts';

const INSTALL = `
Install it:
  bash  tributary completion bash > ~/.local/share/bash-completion/completions/tributary
  zsh   tributary completion zsh > ~/.zfunc/_tributary    (a folder of fpath, before compinit)
  fish  tributary completion fish > ~/.config/fish/completions/tributary.fish`;

/** `tributary completion`: a script for a shell that offers commands and options. */
export const addCompletionCommand = (program: Command): void => {
  withJson(
    program
      .command('completion')
      .description('Print the script that lets a shell complete commands and options.')
      .addArgument(new Argument('<shell>', 'for which shell').choices(shells))
      .addHelpText('after', INSTALL),
  ).action((shell: (typeof shells)[number], flags: { readonly json?: boolean }) => {
    const script = writeCompletion(program, shell);
    createOutput(flags).result({ shell, script }, () => script.trimEnd());
  });
};
