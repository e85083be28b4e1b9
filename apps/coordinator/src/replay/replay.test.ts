import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checkpoint, RunConfigInput, RunDetail } from '@tributary/protocol';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programOf } from '../../../../scripts/start/program-of.ts';
import { openBlobStore } from '../storage/blob-store.ts';
import { openDatabase } from '../storage/database.ts';
import { connectTestClient, type TestClient } from '../testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from '../testing/test-coordinator.ts';
import { dropTestDatabase, testDatabaseFor } from '../testing/test-database.ts';
import { replay } from './replay.ts';

/** A coordinator that has done real runs and keeps the updates of their last two rounds. */
let stateDir: string;
let databaseUrl: string | undefined;
let runId: string;
let asynchronousId: string;
let checkpoints: Checkpoint[];
const settings: RunConfigInput['retention'] = { lastCheckpoints: 3, keepBest: false };

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'tributary-replayed-'));
  databaseUrl = await testDatabaseFor(stateDir);
  const coordinator = await startTestCoordinator({ stateDir, keepUpdates: 2 });
  const { url, joinToken: token } = coordinator;
  const pair = await Promise.all([1, 2].map(() => connectTestClient({ url, token })));
  runId = await runTogether(coordinator, pair);
  asynchronousId = await runApart(coordinator, pair);
  checkpoints = await coordinator.admin('GET', `/api/runs/${runId}/checkpoints`);
  for (const client of pair) client.close();
  await coordinator.close();
}, 120_000);
afterAll(async () => {
  await rm(stateDir, { recursive: true, force: true });
  await dropTestDatabase(stateDir);
});

const finish = async (coordinator: TestCoordinator, id: string): Promise<string> => {
  for (let tries = 0; tries < 300; tries++) {
    const { summary } = await coordinator.admin<RunDetail>('GET', `/api/runs/${id}`);
    if (summary.status === 'completed') return id;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The run was not completed.');
};

/** Four rounds with an optimizer that remembers. */
const runTogether = async (coordinator: TestCoordinator, pair: readonly TestClient[]) => {
  const { summary } = await coordinator.createRun({
    rounds: 4,
    retention: settings,
    strategy: { name: 'FedAvgM', hyperparams: { serverMomentum: 0.5 } },
  });
  await coordinator.admin('POST', `/api/runs/${summary.runId}/start`);
  for (const round of [1, 2, 3, 4]) {
    const reports = pair.map(async (client, index) =>
      client.report(await client.nextPlan(), (index + 1) / (8 * round)),
    );
    await Promise.all(reports);
  }
  return finish(coordinator, summary.runId);
};

/** Three rounds of one update each; the last one started from the first model. */
const runApart = async (coordinator: TestCoordinator, [fast, slow]: readonly TestClient[]) => {
  const { summary } = await coordinator.createRun({
    rounds: 3,
    strategy: { name: 'FedAsync', hyperparams: {} },
  });
  await coordinator.admin('POST', `/api/runs/${summary.runId}/start`);
  const late = await slow?.nextPlan();
  for (const step of [0.25, 0.5]) {
    const plan = await fast?.nextPlan();
    if (plan) await fast?.report(plan, step);
  }
  await fast?.nextPlan();
  if (late) await slow?.report(late, 1);
  return finish(coordinator, summary.runId);
};

const check = (round?: number, id = runId) => replay({ runId: id, stateDir, databaseUrl, round });
const digestAt = (round: number): string =>
  checkpoints.find((checkpoint) => checkpoint.round === round)?.digest ?? '';
const pathAt = (round: number): string =>
  openBlobStore(join(stateDir, 'checkpoints')).pathOf(digestAt(round));

/** What replay says while something is otherwise. */
const during = async <Value>(
  change: () => Promise<() => Promise<void>>,
  look: () => Promise<Value>,
): Promise<Value> => {
  const restore = await change();
  try {
    return await look();
  } finally {
    await restore();
  }
};

const damage = (path: string) => async () => {
  const bytes = await readFile(path);
  await writeFile(path, bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1));
  return () => writeFile(path, bytes);
};

const remove = (path: string) => async () => {
  await rename(path, `${path}.away`);
  return () => rename(`${path}.away`, path);
};

/** Changes one field of the newest event of a type, behind everybody's back. */
const rewrite = (type: string, change: Record<string, unknown>) => async () => {
  const { db, close } = await openDatabase({ stateDir, databaseUrl });
  const newest = sql`run_id = ${runId} and seq = (select max(seq) from run_events
    where run_id = ${runId} and event->>'type' = ${type})`;
  await db.execute(sql`create table aside as select * from run_events where ${newest}`);
  await db.execute(
    sql`update run_events set event = event || ${JSON.stringify(change)}::jsonb where ${newest}`,
  );
  await close();
  return async () => {
    const again = await openDatabase({ stateDir, databaseUrl });
    await again.db.execute(
      sql`update run_events set event = aside.event from aside
        where run_events.run_id = aside.run_id and run_events.seq = aside.seq`,
    );
    await again.db.execute(sql`drop table aside`);
    await again.close();
  };
};

describe('replay', { timeout: 120_000 }, () => {
  it('computes the rounds again whose updates are kept, and checks the others', async () => {
    const { rounds, faults } = await check();
    expect(faults).toEqual([]);
    expect(rounds.map(({ round, updates, recomputed }) => [round, updates, recomputed])).toEqual([
      [0, 0, true],
      [1, 2, false],
      [2, 2, false],
      [3, 2, true],
      [4, 2, true],
    ]);
    expect(rounds[1]?.done).toBe('log and 2 of 2 blobs checked (updates not kept)');
  });

  it('computes asynchronous rounds again, from the models that their clients had', async () => {
    const { rounds, faults } = await check(undefined, asynchronousId);
    expect(faults).toEqual([]);
    expect(rounds.map(({ recomputed }) => recomputed)).toEqual([true, false, true, true]);
  });

  it('looks at one round, and says so where there is none', async () => {
    expect((await check(3)).rounds.map(({ round }) => round)).toEqual([3]);
    await expect(check(9)).rejects.toThrow(/has no round 9. It has committed 4 rounds/);
    await expect(check(1, 'nobody')).rejects.toThrow(/There is no run "nobody" here/);
  });

  it('finds a damaged checkpoint, and what cannot be computed without it', async () => {
    const { faults } = await during(damage(pathAt(2)), () => check());
    expect(faults).toEqual([
      { round: 2, what: `${digestAt(2)} is damaged` },
      { round: 3, what: 'a model that it starts from is damaged' },
    ]);
  });

  it('finds a missing checkpoint, unless retention may have let it go', async () => {
    const { faults } = await during(remove(pathAt(4)), () => check());
    expect(faults).toEqual([{ round: 4, what: `${digestAt(4)} should be kept, but is missing` }]);
    const first = await during(remove(pathAt(0)), () => check());
    expect(first.faults).toEqual([
      { round: 0, what: `${digestAt(0)} should be kept, but is missing` },
    ]);
    const second = await during(remove(pathAt(1)), () => check());
    expect(second.faults).toEqual([]);
    expect(second.rounds[1]?.done).toBe('log and 1 of 2 blobs checked (updates not kept)');
  });

  it('finds an entry of the log that was changed', async () => {
    const counted = await during(rewrite('updateReceived', { numExamples: 9 }), () => check());
    expect(counted.faults.map(({ round, what }) => `${round} ${what}`)).toEqual([
      '4 computed again, its model is another',
      '4 computed again, its weights that clients start from is another',
      '4 computed again, its download is another',
      '4 computed again, its optimizer state is another',
    ]);
    const tested = await during(rewrite('evaluated', { accuracy: 0.875 }), () => check());
    expect(tested.faults).toEqual([
      { round: 4, what: "the log and the checkpoint's row disagree on its accuracy" },
    ]);
    const another = await during(rewrite('updateReceived', { digest: digestAt(0) }), () => check());
    expect(another.faults.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^the update of .* is in the log, but has no row that says the same$/),
      expect.stringMatching(/^the update of .* has a row, but the log does not say the same$/),
    ]);
    const nonsense = await during(rewrite('aggregated', { round: 'four' }), () => check());
    expect(nonsense.faults).toEqual([
      { round: null, what: expect.stringMatching(/^entry \d+ of the log is damaged or missing$/) },
    ]);
  });
});

describe('tributary replay', { timeout: 120_000 }, () => {
  const command = async (...args: string[]) => {
    const { execArgv, entry } = programOf('apps/coordinator/src/replay/main.ts');
    const child = spawn(process.execPath, [...execArgv, entry, ...args, '--state-dir', stateDir], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DATABASE_URL: databaseUrl },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        output += text;
      });
    }
    const [code] = await once(child, 'close');
    return { code, output };
  };

  it('prints a line of JSON or a table, and ends with 1 when something does not hold', async () => {
    const sound = await command(runId, '--json');
    expect(sound.code).toBe(0);
    expect(JSON.parse(sound.output)).toEqual({
      ...{ run: runId, events: expect.any(Number), rounds: 4, recomputed: 2 },
      ...{ holds: true, faults: [] },
    });
    const unsound = await during(damage(pathAt(1)), () => command(runId));
    expect(unsound.code).toBe(1);
    expect(unsound.output).toMatch(/^ +3 +2 +holds +computed again$/m);
    expect(unsound.output).toContain(`Round 1: ${digestAt(1)} is damaged.`);
  });

  it('works beside a coordinator on a database server; elsewhere it asks to stop it', async () => {
    const coordinator = await startTestCoordinator({ stateDir, keepUpdates: 2 });
    try {
      const { code, output } = await command(runId);
      expect(code).toBe(databaseUrl === undefined ? 1 : 0);
      expect(output).toMatch(
        databaseUrl === undefined
          ? /^A coordinator is at work on .*\. Stop it and try again/
          : /All of it holds\. Rounds computed again: 2\./,
      );
    } finally {
      await coordinator.close();
    }
  });
});
