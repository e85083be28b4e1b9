import { existsSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunDetail, RunSummary } from '@tributary/protocol';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { openDatabase } from './storage/database.ts';
import { runEvents, runs } from './storage/schema.ts';
import { startTestCoordinator } from './testing/test-coordinator.ts';

it('a run whose log or config makes no sense disturbs no other', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'tributary-broken-'));
  const before = await startTestCoordinator({ stateDir });
  const [sound, oddLog, oddConfig] = await Promise.all(
    [1, 2, 3].map(async () => {
      const { summary } = await before.createRun();
      await before.admin('POST', `/api/runs/${summary.runId}/start`);
      return summary.runId;
    }),
  );
  await before.close();
  const { db, close } = await openDatabase({ stateDir });
  const odd = { type: 'somethingElse' } as never;
  await db
    .update(runEvents)
    .set({ event: odd })
    .where(eq(runEvents.runId, oddLog ?? ''));
  await db
    .update(runs)
    .set({ config: odd })
    .where(eq(runs.runId, oddConfig ?? ''));
  await close();
  const spool = join(stateDir, 'spool', oddLog ?? '', '1-1');
  await mkdir(spool, { recursive: true });

  const after = await startTestCoordinator({ stateDir });
  const listed = await after.admin<RunSummary[]>('GET', '/api/runs');
  const statusOf = Object.fromEntries(listed.map(({ runId, status }) => [runId, status]));
  expect(statusOf).toEqual({ [sound ?? '']: 'running', [oddLog ?? '']: 'failed' });
  const { summary } = await after.admin<RunDetail>('GET', `/api/runs/${oddLog}`);
  expect(summary.statusReason).toContain('log cannot be read');
  // Nothing is cleaned up that only the broken run may know of.
  expect(existsSync(spool)).toBe(true);
  await after.destroy();
});
