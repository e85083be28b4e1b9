import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';

/** What `pnpm partition` was asked to do. */
export interface PartitionOptions {
  readonly dataset: string;
  readonly partitioner: string;
  /** The partitioner's parameters as given; its schema checks them. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** How many clients the data is for; absent when the partitioner's settings decide. */
  readonly clients?: number | undefined;
  /** Absolute path of the SVG to be written. */
  readonly out?: string | undefined;
  readonly json: boolean;
  /** Absolute; absent when the cache or a mirror is to be used. */
  readonly dataDir?: string | undefined;
}

const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  }
  return value;
};

/** `alpha=0.1` sets a number, `mode=strict` a text, `partitionSizes=600,400` sizes. */
const addParam = (text: string, params: Readonly<Record<string, unknown>>) => {
  const [, key, value] = text.match(/^(\w+)=(.*)$/s) ?? [];
  if (key === undefined || value === undefined) {
    throw new InvalidArgumentError('Write it as key=value, e.g. alpha=0.1.');
  }
  return { ...params, [key]: readValue(value) };
};

const readValue = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const EXAMPLES = `
Examples:
  pnpm partition mnist
  pnpm partition mnist --partitioner DirichletPartitioner --param alpha=0.1 --clients 20
  pnpm partition mnist --partitioner NaturalIdPartitioner --out writers.svg
  pnpm partition fashion-mnist --partitioner SizePartitioner --param partitionSizes=600,400 --json`;

/** The command-line interface of `pnpm partition`. It exits by itself after --help and on a wrong option. */
export const createPartitionCommand = (): Command =>
  new Command('pnpm partition')
    .description('Show how a data set would be divided among clients.')
    .argument('<dataset>', 'a data set of the zoo, e.g. mnist')
    .option('--partitioner <name>', 'how it is divided', 'IidPartitioner')
    .option('--param <key=value>', 'a parameter of the partitioner; may be repeated', addParam, {})
    .option('--seed <n>', 'decides who gets what', wholeNumber(0, 0xffff_ffff), 1)
    .option(
      '--clients <n>',
      'how many clients; partitions are dealt to them where their number is given by the data',
      wholeNumber(1, 100_000),
    )
    .option('--out <file.svg>', 'also write the picture')
    .option('--json', 'print the counts as one JSON object instead')
    .addOption(
      new Option('--data-dir <dir>', 'where data sets lie (mnist/…)').env('TRIBUTARY_DATA_DIR'),
    )
    .addHelpText('after', EXAMPLES)
    .allowExcessArguments(false);

/** A flag that was not given is absent. */
type Given = Omit<PartitionOptions, 'dataset' | 'params' | 'json'> & {
  readonly param: PartitionOptions['params'];
  readonly json?: true;
};

/** @param args what follows `pnpm partition` */
export const parsePartitionOptions = (
  args: readonly string[],
  command = createPartitionCommand(),
): PartitionOptions => {
  const given = command.parse([...args], { from: 'user' });
  const { param, ...options } = given.opts<Given>();
  return {
    ...options,
    params: param,
    dataset: given.args[0] as string,
    json: options.json === true,
    out: options.out && resolve(options.out),
    dataDir: options.dataDir ? resolve(options.dataDir) : undefined,
  };
};
