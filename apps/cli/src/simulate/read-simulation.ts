import { readFile } from 'node:fs/promises';
import {
  presets,
  pretrainingRunsOf,
  runsOf,
  type Simulation,
  simulationSchema,
} from '@tributary/simulator';
import { ZodError } from 'zod';
import { closestName } from '../closest-name.ts';
import { describeIssues } from './describe-issues.ts';
import type { SimulateOptions } from './options.ts';

type Asked = Pick<SimulateOptions, 'source' | 'seeds' | 'variants' | 'rounds'>;

/**
 * The simulation that was asked for, with the options' changes. Every run of it has a valid config.
 * @throws {RangeError} when there is no such preset, file or variant, or the file is no simulation: with
 * the file, the path of each field in it that is wrong, and what to do
 */
export const readSimulation = async ({
  source,
  seeds,
  variants,
  rounds,
}: Asked): Promise<Simulation> => {
  const given = presets.find(source) ?? (await readConfig(source));
  const base = checked(source, '', () => simulationSchema.parse(given));
  assertVariants(source, base);
  const names = base.variants.map(({ name }) => name);
  const unknown = variants?.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const list = names.join(', ') || 'none';
    throw new RangeError(
      `${base.name} has no variant "${unknown}".${suggest(unknown, names)} It has: ${list}.`,
    );
  }
  return simulationSchema.parse({
    ...base,
    run: { ...base.run, rounds: rounds ?? base.run.rounds },
    seeds: seeds ?? base.seeds,
    variants: base.variants.filter(({ name }) => variants?.includes(name) ?? true),
  });
};

/** What a variant changes is only known to be wrong once it is put over the run's config. */
const assertVariants = (source: string, simulation: Simulation): void => {
  for (const [index, variant] of simulation.variants.entries()) {
    checked(source, `variants[${index}].run`, () => runsOf({ ...simulation, variants: [variant] }));
  }
  checked(source, 'pretraining.run', () => pretrainingRunsOf(simulation));
};

const checked = <Value>(source: string, under: string, check: () => Value): Value => {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    throw new RangeError(
      `${source} is no simulation that can be run:\n${describeIssues(error, under)}`,
      { cause: error },
    );
  }
};

const readConfig = async (path: string): Promise<unknown> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new RangeError(
      `"${path}" is neither a preset nor a file that can be read.${suggest(path, presets.names)} Presets: ${presets.names.join(', ')}.`,
      { cause: error },
    );
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RangeError(`${path} is not JSON: ${(error as Error).message}. Correct it there.`, {
      cause: error,
    });
  }
};

const suggest = (given: string, names: readonly string[]): string => {
  const closest = closestName(given, names);
  return closest === undefined ? '' : ` Did you mean "${closest}"?`;
};
