import type { SimulationInput } from '@tributary/simulator';
import { Command, InvalidArgumentError } from 'commander';

export interface SimulateOptions {
  /** A preset's name or the path of a JSON file. */
  readonly source: string;
  readonly seeds: readonly number[] | undefined;
  readonly variants: readonly string[] | undefined;
  readonly rounds: number | undefined;
  readonly threads: number | undefined;
  readonly out: string | undefined;
  readonly dataDir: string | undefined;
  readonly offline: boolean;
  readonly json: boolean;
}

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('Not a whole number.');
  return value;
};

/** Ends the process with a sentence when the arguments are wrong. */
export const parseSimulateOptions = (
  args: readonly string[],
  presets: readonly SimulationInput[],
): SimulateOptions => {
  const list = presets.map(({ name, title }) => `  ${name.padEnd(28)}${title}`).join('\n');
  const command = new Command('pnpm simulate')
    .description('Runs a federation on virtual clients, with the code of a real run.')
    .argument('<preset|config.json>', 'what to simulate')
    .option('--seeds <numbers>', 'other seeds, e.g. 1,2,3', (text) =>
      text.split(',').map(wholeNumber),
    )
    .option('--variants <names>', 'only these variants, by their names', (text) => text.split(','))
    .option('--rounds <n>', 'another number of rounds', wholeNumber)
    .option('--threads <n>', 'worker threads; as many as there are cores without it', wholeNumber)
    .option('--out <folder>', 'where results go; interrupted runs go on from there')
    .option('--data-dir <folder>', 'where data sets lie (or TRIBUTARY_DATA_DIR)')
    .option('--offline', 'download nothing', false)
    .option('--json', 'print the summary as JSON', false)
    .addHelpText('after', `\nPresets:\n${list}`);
  command.parse([...args], { from: 'user' });
  const options = command.opts();
  return {
    source: command.args[0] as string,
    seeds: options.seeds,
    variants: options.variants,
    rounds: options.rounds,
    threads: options.threads,
    out: options.out,
    dataDir: options.dataDir ?? process.env.TRIBUTARY_DATA_DIR,
    offline: options.offline,
    json: options.json,
  };
};
