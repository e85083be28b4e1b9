import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeFrame, frameBytes } from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimulationResult } from '../results/simulation-result.ts';
import type { Simulation } from '../simulation-config.ts';
import { smallSimulation } from '../testing/small-simulation.ts';
import { runSimulation, type SimulationProgress } from './run-simulation.ts';

const adapter = { rank: 4, alpha: 8, targets: ['dense'] };
const simulation: Simulation = smallSimulation({
  run: {
    ...smallSimulation().run,
    task: { dataset: 'synthetic-digits', model: 'mlp-2nn' },
    rounds: 2,
  },
  seeds: [7],
  pretraining: { share: 0.5, together: true, run: { clientWork: { epochs: 4 } } },
  variants: [
    { name: 'scratch' },
    { name: 'pretrained', start: 'pretrained' },
    { name: 'adapters', start: 'pretrained', adapter },
  ],
});

let folder: string;
/** Runs of the last simulation that were worked on, by the rounds that they committed. */
const worked: string[] = [];
const simulate = (
  changes: Partial<Simulation> = {},
  onProgress: (progress: SimulationProgress) => void = () => {},
  signal?: AbortSignal,
): Promise<SimulationResult> => {
  worked.length = 0;
  return runSimulation(
    { ...simulation, ...changes },
    {
      ...{ data: { offline: true }, folder, threads: 1, signal },
      onProgress: (progress) => {
        if (progress.row) worked.push(`${progress.run.variant} ${progress.row.round}`);
        onProgress(progress);
      },
    },
  );
};
const frameOf = async (run: string) => {
  const frame = decodeFrame(await readFile(join(folder, run, 'model.trb')), 'weights');
  if (!frame.ok) throw new Error(frame.message);
  return frame.weights;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-pretraining-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// Each run starts threads of its own, which a busy machine is slow at.
describe('a simulation with a pre-training', { timeout: 120_000 }, () => {
  it('keeps the pretrained model when it is interrupted after it', async () => {
    const interrupt = new AbortController();
    const interrupted = simulate(
      {},
      ({ run }) => run.stage === 'federation' && interrupt.abort(new Error('enough')),
      interrupt.signal,
    );
    await expect(interrupted).rejects.toThrow('enough');
    expect(worked).toEqual(['pretraining 1', 'pretraining 2', 'scratch 1']);
  });

  it('goes on with what is missing, and starts better than from new weights', async () => {
    const { runs, clients, pretraining } = await simulate();
    expect(worked[0]).toBe('scratch 1');
    expect(pretraining).toMatchObject([{ variant: 'pretraining', clients: 1 }]);
    // Half of the twelve: the others took part in the pre-training, whatever the variant.
    expect([clients, ...runs.map((run) => run.clients)]).toEqual([6, 6, 6, 6]);
    const [scratch, pretrained, adapters] = runs.map(({ rows }) => rows[0]?.accuracy ?? 0);
    expect(pretrained).toBeGreaterThan(scratch ?? 1);
    expect(adapters).toBeGreaterThan(scratch ?? 1);
  });

  it('sends adapters alone, over the pretrained model', async () => {
    const { runs, pretraining } = await simulate();
    expect(worked).toEqual([]);
    const [, whole, adapters] = runs;
    expect(adapters?.config.task.adapter).toEqual({
      ...adapter,
      base: pretraining?.[0]?.checkpoint,
    });
    const { manifest } = await frameOf('adapters-seed-7');
    expect(manifest.map(({ name }) => name).slice(0, 2)).toEqual([
      'dense1/kernel/lora-a',
      'dense1/kernel/lora-b',
    ]);
    const [up, down] = [adapters?.rows[0]?.bytesUp, adapters?.rows[0]?.bytesDown];
    expect(up).toBe(3 * frameBytes('delta', manifest));
    expect(down).toBe(3 * frameBytes('weights', manifest));
    expect(up).toBeLessThan(0.1 * (whole?.rows[0]?.bytesUp ?? 0));
  });

  it('pre-trains again when the model is gone, to the same end', async () => {
    await rm(join(folder, 'pretraining-seed-7', 'model.trb'));
    await simulate();
    expect(worked).toEqual(['pretraining 1', 'pretraining 2']);
  });

  it('does so for nobody who starts from new weights', async () => {
    const [scratch] = simulation.variants;
    const { pretraining, clients } = await simulate({ variants: scratch ? [scratch] : [] });
    expect(worked).toEqual([]);
    expect([pretraining, clients]).toEqual([undefined, 6]);
  });
});
