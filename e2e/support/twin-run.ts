import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunConfigInput, RunDetail } from '@tributary/protocol';
import { fleetSchema, type SimulationOutcome, simulate } from '@tributary/simulator';
import { createCrew, loadData, prepareRun } from '@tributary/simulator/node';
import { startChild } from '../../scripts/start/child-processes.ts';
import type { Coordinator } from './coordinator.ts';

/** What the devices of these runs are called, counted from 1. */
const NAME = 'twin';

/** A run from its creation to its last round, with clients in a process of their own. */
export const runWithClients = async (
  coordinator: Coordinator,
  config: Partial<RunConfigInput> & { readonly rounds: number },
  clients: number,
): Promise<RunDetail> => {
  const { runId } = (await coordinator.createRun(config)).summary;
  const { joinUrl } = await coordinator.invite(runId);
  // Empty, so that the coordinator deals them their examples.
  const data = await mkdtemp(join(tmpdir(), 'tributary-e2e-data-'));
  const devices = startChild('The clients', 'apps/edge-client/src/node/main.ts', [
    ...['client', '--token', joinUrl, '--count', String(clients), '--backend', 'wasm'],
    ...['--data', data, '--name', NAME],
  ]);
  await coordinator.waitForClients(clients);
  await coordinator.actOnRun(runId, 'start');
  const detail = await coordinator.waitForRound(runId, config.rounds);
  await devices.end();
  return detail;
};

/** The same run in the simulator: same seed, same clients by the same ids. */
export const simulateAgain = async (
  coordinator: Coordinator,
  { config, summary: { runId } }: RunDetail,
  { clients, pretrained }: { readonly clients: number; readonly pretrained?: Uint8Array },
): Promise<SimulationOutcome> => {
  const log = (await coordinator.readLog(runId)).map(({ event }) => event);
  const joined = log.flatMap((event) =>
    event.type === 'presenceChanged' ? Object.entries(event.joined) : [],
  );
  const prepared = prepareRun(
    await loadData(String(config.task.dataset), { offline: true }),
    config,
    { clients, heldOut: undefined, evaluation: { every: 1, on: 'test' } },
    {
      pretrained,
      clientIds: (client) =>
        joined.find(([, { name }]) => name === `${NAME}-${client + 1}`)?.[0] ?? '',
    },
  );
  const crew = createCrew(prepared.crew);
  try {
    return await simulate({
      ...{ config, crew, fleet: fleetSchema.parse({}) },
      ...prepared.wire,
      clients: prepared.clients,
      blobs: [prepared.first],
    });
  } finally {
    await crew.close();
  }
};
