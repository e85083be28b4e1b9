import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunDetail } from '@tributary/protocol';
import { replayRun } from '@tributary/rounds';
import { afterEach, expect, it } from 'vitest';
import { readStoredConfig, replayStored } from './runner/replay-stored.ts';
import { openDatabase } from './storage/database.ts';
import { openSnapshots } from './storage/snapshots.ts';
import { createSqlStorage } from './storage/sql-storage.ts';
import { connectTestClient } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';
import { dropTestDatabase, testDatabaseFor } from './testing/test-database.ts';

let coordinator: TestCoordinator;
let stateDir: string;
afterEach(async () => {
  await rm(stateDir, { recursive: true, force: true });
  await dropTestDatabase(stateDir);
});

const runOneRound = async (): Promise<string> => {
  const { url, joinToken: token } = coordinator;
  const client = await connectTestClient({ url, token });
  const { summary } = await coordinator.createRun({ rounds: 1, cohort: { minClients: 1 } });
  const run = `/api/runs/${summary.runId}`;
  await coordinator.admin('POST', `${run}/start`);
  await client.report(await client.nextPlan(), 0.5);
  await expect
    .poll(async () => (await coordinator.admin<RunDetail>('GET', run)).summary.status, {
      timeout: 30_000,
    })
    .toBe('completed');
  client.close();
  return summary.runId;
};

it('of a run that has ended, a start reads the last event alone', async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'tributary-snapshot-'));
  coordinator = await startTestCoordinator({ stateDir });
  const runId = await runOneRound();
  await coordinator.close();

  const database = await openDatabase({ stateDir, databaseUrl: await testDatabaseFor(stateDir) });
  const storage = createSqlStorage(database);
  try {
    const [stored] = await storage.listRuns();
    const config = readStoredConfig(stored?.config as NonNullable<typeof stored>['config']);
    const log = await storage.listEvents(runId, 0);
    const read: number[] = [];
    const { state, seq } = await replayStored(
      { runId, config },
      {
        snapshots: openSnapshots(join(stateDir, 'snapshots')),
        storage: {
          listEvents: async (...asked) => {
            const events = await storage.listEvents(...asked);
            read.push(...events.map((event) => event.seq));
            return events;
          },
        },
      },
    );
    expect(read).toEqual([log.length]);
    expect(seq).toBe(log.length);
    expect(state).toEqual(replayRun(log, config));
  } finally {
    await storage.close();
  }
});
