/** Prints the page of the command line, for `docs/cli.md` and the check of it: what every command says with --help. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { presets } from '@tributary/simulator';
import type { Command } from 'commander';
import { createProgram } from './program.ts';
import { apps } from './run-app.ts';

const BIN = fileURLToPath(new URL('../bin/tributary.mjs', import.meta.url));

const INTRO = `# The command line

Every command, as its \`--help\` describes it; \`pnpm gen\` writes this page. From a checkout it is
\`pnpm tributary\`, or \`npm run tributary --\`.

\`\`\`sh
pnpm tributary coordinator                                   # in one terminal
pnpm tributary run create --task synthetic-digits --rounds 5 --start
pnpm tributary token create                                  # prints a join link
pnpm tributary client --token 'http://localhost:8080/join/#token=…' --count 2
pnpm tributary run list
pnpm tributary run watch RUN
pnpm tributary model predict --run RUN --file photos/        # what the model says of your own files
\`\`\`

A coordinator on this machine is found by itself when both are started in the same folder. For others,
say where they are and what opens them: \`--url\` and \`--token\`, or \`TRIBUTARY_URL\` and
\`TRIBUTARY_ADMIN_TOKEN\` (or a file's name in \`TRIBUTARY_ADMIN_TOKEN_FILE\`).

Results of \`--json\` have the shapes of the HTTP interface ([openapi.json](openapi.json)): a run is a
\`RunDetail\`, a join link a \`JoinToken\`. Errors are \`{"error": {"code": …, "message": …}}\`, with a code of
[errors.md](errors.md), \`usage\`, \`unreachable\`, \`unexpected-answer\` or \`failed\`.

\`model predict --json\` says an object for each example (\`"event": "prediction"\`: \`file\`, \`line\`, \`prediction\`,
\`probability\` and \`probabilities\` of classes, \`known\` where the file says what is right), and a last one for all
(\`"event": "completed"\`: \`round\`, \`checkpoint\`, \`examples\`, \`leftOut\`, \`known\`, and \`accuracy\` or
\`meanAbsoluteError\` over those, \`faults\`, \`warnings\`).
`;

/** The program of another app describes itself. */
const helpOf = (name: string, command: Command): string => {
  if (Object.hasOwn(apps, name)) {
    return execFileSync(process.execPath, [BIN, name, '--help'], { encoding: 'utf8' });
  }
  const said: string[] = [];
  command.configureOutput({ writeOut: (text) => void said.push(text) }).outputHelp();
  return said.join('');
};

const sections = (command: Command, words: readonly string[]): string[] => {
  const title = `## ${words.join(' ')}`;
  const name = words.slice(1).join(' ');
  return [
    `${title}\n\n\`\`\`text\n${helpOf(name, command).trim()}\n\`\`\`\n`,
    ...command.commands.flatMap((one) => sections(one, [...words, one.name()])),
  ];
};

const program = createProgram({ presets: presets.entries });
process.stdout.write([INTRO, ...sections(program, [program.name()])].join('\n'));
