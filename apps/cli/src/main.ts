import { CommanderError } from 'commander';
import { describeError, EXIT, exitCodeOf } from './exit-codes.ts';
import { Interruption } from './interruption.ts';
import { createProgram } from './program.ts';
import { apps, runApp } from './run-app.ts';

const args = process.argv.slice(2);
const isJson = args.includes('--json');

/** A reader that has enough, like `head`, is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});

const presets = async () =>
  args[0] === 'simulate' ? (await import('@tributary/simulator')).presets.entries : [];

const run = async (): Promise<number> => {
  const [name = '', ...rest] = args;
  if (Object.hasOwn(apps, name)) return runApp(name, rest);
  const program = createProgram({ presets: await presets(), isJson });
  await program.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
  return EXIT.done;
};

const fail = (error: unknown): number => {
  // It was said already: the help, or what is wrong with the words of the command.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof Interruption) return EXIT.interrupted;
  process.stderr.write(`${describeError(error, isJson)}\n`);
  return exitCodeOf(error);
};

process.exitCode = await run().catch(fail);
// What a slow reader has not taken yet would be lost.
await new Promise((resolve) => process.stdout.write('', resolve));
// A socket may be trying to come back, which nobody waits for any more.
process.exit();
