import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presets } from '@tributary/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSimulation } from './read-simulation.ts';

const run = {
  name: 'mine',
  task: { dataset: 'mnist', model: 'mlp-2nn' },
  partition: { partitioner: 'IidPartitioner', params: { numPartitions: 10 } },
  rounds: 5,
};
const mine = { name: 'mine', title: 'Mine', run, seeds: [4] };
const variants = [
  { name: 'slow', run: { clientWork: { learningRate: 0.01 } } },
  { name: 'fast', run: { clientWork: { learningRate: 0.3 } } },
];
const asIs = { seeds: undefined, variants: undefined, rounds: undefined };

describe('a simulation', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'simulate-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const fileOf = async (content: unknown): Promise<string> => {
    const path = join(folder, 'mine.json');
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const read = async (content: unknown, changes: Partial<typeof asIs> | object = {}) =>
    readSimulation({ source: await fileOf(content), ...asIs, ...changes });
  const refusal = async (content: unknown, changes = {}): Promise<string> => {
    const error: unknown = await read(content, changes).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RangeError);
    return (error as RangeError).message;
  };

  it.each(presets.names)('is the preset %s', async (source) => {
    expect((await readSimulation({ source, ...asIs })).name).toBe(source);
  });

  it('is read from a file, and changed by the options', async () => {
    const simulation = await read(
      { ...mine, variants },
      { seeds: [7, 8], variants: ['fast'], rounds: 2 },
    );
    expect(simulation).toMatchObject({ name: 'mine', seeds: [7, 8], run: { rounds: 2 } });
    expect(simulation.variants.map(({ name }) => name)).toEqual(['fast']);
    expect(await read(mine)).toMatchObject({ seeds: [4], run: { rounds: 5 } });
  });

  it('that is unknown is refused with the presets there are, and the one that was meant', async () => {
    const [preset = ''] = presets.names;
    const source = preset.slice(0, -1) + (preset.endsWith('x') ? 'y' : 'x');
    await expect(readSimulation({ source, ...asIs })).rejects.toThrow(
      `"${source}" is neither a preset nor a file that can be read. Did you mean "${preset}"? Presets: ${presets.names.join(', ')}.`,
    );
    await expect(readSimulation({ source: 'xyz.json', ...asIs })).rejects.toThrow(
      `"xyz.json" is neither a preset nor a file that can be read. Presets: ${preset}`,
    );
  });

  it('that is no JSON is refused with its file and what is wrong there', async () => {
    expect(await refusal('{\n "name": mine\n}')).toMatch(
      /mine\.json is not JSON: .*"name": mine.*\. Correct it there\.$/s,
    );
  });

  it.each([
    ['a missing field', { ...mine, title: undefined }, '  title: It is missing. Add it (string).'],
    ['a wrong name', { ...mine, seed: [1] }, '  seed: There is no such field. Correct its name'],
    ['a wrong kind', { ...mine, seeds: ['one'] }, '  seeds[0]: Invalid input: expected number'],
    [
      'a number out of range',
      { ...mine, run: { ...run, clientWork: { learningRate: -1 } } },
      '  run.clientWork.learningRate: Too small: expected number to be >0.',
    ],
    ['a list instead', [], '  the whole: Invalid input: expected object, received array.'],
    [
      'a variant that makes the run impossible',
      { ...mine, variants: [variants[0], { name: 'odd', run: { rounds: 'many' } }] },
      '  variants[1].run.rounds: Invalid input: expected number',
    ],
  ] as const)('with %s is refused with its file and the field', async (_, content, line) => {
    const message = await refusal(content);
    expect(message).toMatch(/mine\.json is no simulation that can be run:\n/);
    expect(message.split('\n').slice(1)).toContainEqual(expect.stringContaining(line));
  });

  it('has all its faults named at once', async () => {
    const faulty = { ...mine, seeds: [], run: { ...run, rounds: 0, task: { dataset: 3 } } };
    const lines = (await refusal(faulty)).split('\n').slice(1);
    const paths = lines.map((line) => line.trim().split(':')[0]);
    expect(paths.sort()).toEqual(['run.rounds', 'run.task.dataset', 'run.task.model', 'seeds']);
  });

  it('without such a variant is refused with those it has', async () => {
    expect(await refusal({ ...mine, variants }, { variants: ['fats'] })).toBe(
      'mine has no variant "fats". Did you mean "fast"? It has: slow, fast.',
    );
    expect(await refusal(mine, { variants: ['fast'] })).toBe(
      'mine has no variant "fast". It has: none.',
    );
  });
});
