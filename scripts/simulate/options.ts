import type { SimulationInput } from '@tributary/simulator';
import { Command, InvalidArgumentError, Option } from 'commander';

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

const MAX_SEED = 0xffff_ffff;

const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new InvalidArgumentError(`"${text}" must be a whole number from ${least} to ${most}.`);
  }
  return value;
};

const listOf =
  <Item>(read: (text: string) => Item) =>
  (text: string): Item[] =>
    text.split(',').map((item) => read(item.trim()));

/** The command-line interface of `pnpm simulate`. It exits by itself after --help and on a wrong option. */
export const createSimulateCommand = (
  presets: readonly Pick<SimulationInput, 'name' | 'title'>[],
): Command => {
  const list = presets.map(({ name, title }) => `  ${name.padEnd(28)}${title}`).join('\n');
  return new Command('pnpm simulate')
    .description('Runs a federation on virtual clients, with the code of a real run.')
    .argument('<preset|config.json>', 'what to simulate')
    .option('--seeds <numbers>', 'other seeds, e.g. 1,2,3', listOf(wholeNumber(0, MAX_SEED)))
    .option('--variants <names>', 'only these variants, by their names', listOf(String))
    .option('--rounds <n>', 'another number of rounds', wholeNumber(1, 1_000_000))
    .option(
      '--threads <n>',
      'worker threads; as many as there are cores without it',
      wholeNumber(1, 1024),
    )
    .option('--out <folder>', 'where results go; interrupted runs go on from there')
    .addOption(new Option('--data-dir <folder>', 'where data sets lie').env('TRIBUTARY_DATA_DIR'))
    .option('--offline', 'download nothing', false)
    .option('--json', 'print the summary as JSON', false)
    .addHelpText('after', `\nPresets:\n${list}`)
    .allowExcessArguments(false);
};

/** @param args what follows `pnpm simulate` */
export const parseSimulateOptions = (
  args: readonly string[],
  presets: readonly Pick<SimulationInput, 'name' | 'title'>[],
  command = createSimulateCommand(presets),
): SimulateOptions => {
  const given = command.parse([...args], { from: 'user' });
  const options = given.opts();
  return {
    source: given.args[0] as string,
    seeds: options.seeds,
    variants: options.variants,
    rounds: options.rounds,
    threads: options.threads,
    out: options.out,
    dataDir: options.dataDir || undefined,
    offline: options.offline,
    json: options.json,
  };
};
