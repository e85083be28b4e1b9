/** `pnpm tributary client …`, `coordinator …` and `replay …`: the apps' own commands, from source. */
import { spawn } from 'node:child_process';

/** @type {Readonly<Record<string, { about: string, entry: string }>>} */
const commands = {
  client: { about: 'join runs with local data', entry: 'apps/edge-client/src/node/main.ts' },
  coordinator: { about: 'serve runs and the dashboard', entry: 'apps/coordinator/src/main.ts' },
  replay: { about: "check a run's log and models", entry: 'apps/coordinator/src/replay/main.ts' },
};

const [name = '--help', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (command === undefined) {
  const list = Object.entries(commands).map(([key, { about }]) => `  ${key.padEnd(13)}${about}`);
  const isHelp = name === '--help' || name === '-h';
  if (!isHelp) console.error(`There is no command "${name}".`);
  console.log(`Usage: pnpm tributary <command> [options]\n\n${list.join('\n')}\n`);
  console.log('`pnpm tributary <command> --help` lists its options.');
  process.exitCode = isHelp ? 0 : 1;
} else {
  // The edge client's program has subcommands of its own.
  const rest = name === 'client' ? [name, ...args] : args;
  const child = spawn(process.execPath, ['--import', 'tsx', command.entry, ...rest], {
    stdio: 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 1));
}
