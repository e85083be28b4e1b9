import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { RunConfigInput } from '@tributary/protocol';
import { parse } from 'yaml';
import { closestName } from './closest-name.ts';
import { UsageError } from './usage-error.ts';

/** What `run create` was told of the run; a file or a template, and what is changed of it. */
export interface RunConfigFlags {
  readonly config?: string;
  readonly task?: string;
  readonly name?: string;
  readonly rounds?: number;
  readonly clients?: number;
  readonly strategy?: string;
  readonly deadline?: number;
  readonly seed?: number;
  readonly set?: readonly (readonly [path: string, value: unknown])[];
}

/**
 * The config of a new run, which the coordinator has yet to check.
 * @throws {UsageError} that says what is missing or cannot be read
 */
export const readRunConfig = async (flags: RunConfigFlags): Promise<RunConfigInput> => {
  const { config, task } = flags;
  if ((config === undefined) === (task === undefined)) {
    throw new UsageError(
      'Give either --config with a file, or --task with the name of a template.',
    );
  }
  const base = config === undefined ? await templateOf(task as string) : await readConfig(config);
  const changes: readonly (readonly [string, unknown])[] = [
    ['name', flags.name],
    ['rounds', flags.rounds],
    ['cohort.minClients', flags.clients],
    ['strategy.name', flags.strategy],
    ['reporting.deadlineMs', flags.deadline && Math.round(flags.deadline * 1000)],
    ['seed', flags.seed],
    ...(flags.set ?? []),
  ];
  return changes
    .filter(([, value]) => value !== undefined)
    .reduce((whole, [path, value]) => withValue(whole, path.split('.'), value), base) as never;
};

type Fields = Readonly<Record<string, unknown>>;

const templateOf = async (name: string): Promise<Fields> => {
  // Models and data sets take a while to load, and no other command needs them.
  const { tasks } = await import('@tributary/model-zoo');
  const found = tasks.find(name);
  if (found === undefined) {
    const closest = closestName(name, tasks.names);
    const hint = closest === undefined ? '' : ` Did you mean "${closest}"?`;
    throw new UsageError(
      `There is no template "${name}".${hint} There are: ${tasks.names.join(', ')}.`,
    );
  }
  const { title, dataset, model, partition, clientWork, preprocessing = [] } = found;
  return { name: title, task: { dataset, model, preprocessing }, partition, clientWork };
};

const readConfig = async (path: string): Promise<Fields> => {
  const written = await (path === '-' ? text(process.stdin) : readFile(path, 'utf8')).catch(
    (error: Error) => {
      throw new UsageError(`The config cannot be read: ${error.message}.`);
    },
  );
  const config = parseConfig(written, path === '-' ? 'Standard input' : path);
  if (isFields(config)) return config;
  throw new UsageError('The config has to be an object with the fields of a run.');
};

/** JSON is YAML too. */
const parseConfig = (written: string, source: string): unknown => {
  try {
    return parse(written);
  } catch (error) {
    throw new UsageError(`${source} is neither JSON nor YAML: ${(error as Error).message}`);
  }
};

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Another one with the value in its place; what stands on the way becomes an object. */
const withValue = (
  whole: unknown,
  [field = '', ...rest]: readonly string[],
  value: unknown,
): Fields => {
  const fields = isFields(whole) ? whole : {};
  return {
    ...fields,
    [field]: rest.length === 0 ? value : withValue(fields[field], rest, value),
  };
};
