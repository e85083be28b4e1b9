import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeFrame, type RunConfigInput } from '@tributary/protocol';
import { fleetSchema, simulate } from '@tributary/simulator';
import { createCrew, loadData, prepareRun } from '@tributary/simulator/node';
import { startChild } from '../scripts/start/child-processes.ts';
import type { Coordinator } from './support/coordinator.ts';
import { expect, test } from './support/fixtures.ts';

const CLIENTS = 2;
const settings = {
  partition: { partitioner: 'IidPartitioner', params: { numPartitions: 20 } },
  clientWork: { epochs: 2, batchSize: 50, learningRate: 0.05 },
  rounds: 2,
  seed: 3,
} satisfies Partial<RunConfigInput>;
const task = { dataset: 'synthetic-digits', model: 'mlp-2nn' };

/** A run from its creation to its end, with clients in a process of their own. */
const runWithClients = async (coordinator: Coordinator, config: Partial<RunConfigInput>) => {
  const { runId } = (await coordinator.createRun(config)).summary;
  const { joinUrl } = await coordinator.invite(runId);
  const data = await mkdtemp(join(tmpdir(), 'tributary-e2e-data-'));
  const clients = startChild('The clients', 'apps/edge-client/src/node/main.ts', [
    ...['client', '--token', joinUrl, '--count', String(CLIENTS), '--backend', 'wasm'],
    ...['--data', data, '--name', 'adapting'],
  ]);
  await coordinator.waitForClients(CLIENTS);
  await coordinator.actOnRun(runId, 'start');
  const detail = await coordinator.waitForRound(runId, settings.rounds);
  await clients.end();
  return detail;
};

const download = async ({ url }: Coordinator, digest: string): Promise<Uint8Array> => {
  const response = await fetch(`${url}/api/checkpoints/${digest}`);
  return new Uint8Array(await response.arrayBuffer());
};

test('a run adapts what another has trained, and the simulator does so alike', async ({
  coordinator,
}) => {
  test.setTimeout(240_000);
  const before = await runWithClients(coordinator, { ...settings, task });
  const base = before.summary.checkpoint ?? '';
  const adapter = { rank: 4, alpha: 8, targets: ['dense'], base };
  const { summary, config } = await runWithClients(coordinator, {
    ...settings,
    task: { ...task, adapter },
  });

  const frame = decodeFrame(await download(coordinator, summary.checkpoint ?? ''), 'weights');
  expect(frame.ok && frame.weights.manifest.map(({ name }) => name)).toEqual(
    [1, 2, 3].flatMap((layer) => ['a', 'b'].map((half) => `dense${layer}/kernel/lora-${half}`)),
  );
  expect(summary.modelBytes).toBeLessThan(0.1 * before.summary.modelBytes);
  expect(summary.loss).toBeLessThan(before.summary.loss ?? 0);

  const log = (await coordinator.readLog(summary.runId)).map(({ event }) => event);
  const joined = log.filter((event) => event.type === 'clientJoined');
  const prepared = prepareRun(
    await loadData(task.dataset, { offline: true }),
    config,
    { clients: CLIENTS, heldOut: undefined, evaluation: { every: 1, on: 'test' } },
    {
      pretrained: await download(coordinator, base),
      clientIds: (client) =>
        joined.find(({ device }) => device.name === `adapting-${client + 1}`)?.clientId ?? '',
    },
  );
  const crew = createCrew({ ...prepared.crew, threads: 1 });
  const { state } = await simulate({
    ...{ config, crew, fleet: fleetSchema.parse({}) },
    modelBytes: prepared.first.length,
    clients: prepared.clients,
    blobs: [prepared.first],
  });
  await crew.close();
  expect(state.checkpoint).toBe(summary.checkpoint);
  expect(state.history.at(-1)?.loss).toBeCloseTo(summary.loss ?? 0, 5);
});
