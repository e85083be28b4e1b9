import { decodeFrame, type RunConfigInput } from '@tributary/protocol';
import type { Coordinator } from './support/coordinator.ts';
import { expect, test } from './support/fixtures.ts';
import { runWithClients, simulateAgain } from './support/twin-run.ts';

const CLIENTS = 2;
const settings = {
  partition: { partitioner: 'IidPartitioner', params: { numPartitions: 20 } },
  clientWork: { epochs: 2, batchSize: 50, learningRate: 0.05 },
  rounds: 2,
  seed: 3,
} satisfies Partial<RunConfigInput>;
const task = { dataset: 'synthetic-digits', model: 'mlp-2nn' };

const download = async ({ url }: Coordinator, digest: string): Promise<Uint8Array> => {
  const response = await fetch(`${url}/api/checkpoints/${digest}`);
  return new Uint8Array(await response.arrayBuffer());
};

test('a run adapts what another has trained, and the simulator does so alike', async ({
  coordinator,
}) => {
  test.setTimeout(240_000);
  const before = await runWithClients(coordinator, { ...settings, task }, CLIENTS);
  const base = before.summary.checkpoint ?? '';
  const adapter = { rank: 4, alpha: 8, targets: ['dense'], base };
  const adapted = { ...settings, task: { ...task, adapter } };
  const run = await runWithClients(coordinator, adapted, CLIENTS);
  const { summary } = run;

  const frame = decodeFrame(await download(coordinator, summary.checkpoint ?? ''), 'weights');
  expect(frame.ok && frame.weights.manifest.map(({ name }) => name)).toEqual(
    [1, 2, 3].flatMap((layer) => ['a', 'b'].map((half) => `dense${layer}/kernel/lora-${half}`)),
  );
  expect(summary.modelBytes).toBeLessThan(0.1 * before.summary.modelBytes);
  expect(summary.loss).toBeLessThan(before.summary.loss ?? 0);

  const pretrained = await download(coordinator, base);
  const { state } = await simulateAgain(coordinator, run, { clients: CLIENTS, pretrained });
  expect(state.model?.checkpoint).toBe(summary.checkpoint);
  expect(state.history.at(-1)?.loss).toBeCloseTo(summary.loss ?? 0, 5);
});
