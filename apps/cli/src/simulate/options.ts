import type { SimulationInput } from '@tributary/simulator';
import { type Command, Option } from 'commander';
import { wholeNumber } from '../parse-value.ts';

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

/** What the help tells of one. */
export type Preset = Pick<SimulationInput, 'name' | 'title'>;

const MAX_SEED = 0xffff_ffff;

const listOf =
  <Item>(read: (text: string) => Item) =>
  (text: string): Item[] =>
    text.split(',').map((item) => read(item.trim()));

/** Adds what `tributary simulate` takes. */
export const addSimulateOptions = (command: Command, presets: readonly Preset[]): Command => {
  const list = presets.map(({ name, title }) => `  ${name.padEnd(28)}${title}`).join('\n');
  return command
    .description('Run a federation on virtual clients, with the code of a real run.')
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

type Given = Omit<SimulateOptions, 'source'>;

export const readSimulateOptions = (source: string, given: Given): SimulateOptions => ({
  ...given,
  source,
  dataDir: given.dataDir || undefined,
});
