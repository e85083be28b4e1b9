import { readFile } from 'node:fs/promises';
import { presets, type Simulation, simulationSchema } from '@tributary/simulator';
import type { SimulateOptions } from './options.ts';

/**
 * The simulation that was asked for, with the options' changes.
 * @throws {RangeError} when there is no such preset, file or variant; {z.ZodError} when the file is none
 */
export const readSimulation = async ({
  source,
  seeds,
  variants,
  rounds,
}: SimulateOptions): Promise<Simulation> => {
  const base = simulationSchema.parse(presets.find(source) ?? (await readConfig(source)));
  const unknown = variants?.find((name) => !base.variants.some((variant) => variant.name === name));
  if (unknown !== undefined) {
    const names = base.variants.map(({ name }) => name).join(', ');
    throw new RangeError(`${base.name} has no variant "${unknown}". It has: ${names || 'none'}.`);
  }
  return simulationSchema.parse({
    ...base,
    run: { ...base.run, rounds: rounds ?? base.run.rounds },
    seeds: seeds ?? base.seeds,
    variants: base.variants.filter(({ name }) => variants?.includes(name) ?? true),
  });
};

const readConfig = async (path: string): Promise<unknown> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new RangeError(
      `"${path}" is neither a preset nor a file that can be read. Presets: ${presets.names.join(', ')}.`,
      { cause: error },
    );
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RangeError(`${path} is not JSON: ${(error as Error).message}`, { cause: error });
  }
};
