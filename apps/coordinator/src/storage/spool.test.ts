import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initialRunState } from '@tributary/rounds';
import { expect, it } from 'vitest';
import { sweepSpool } from './spool.ts';

it('keeps the open attempt’s updates and removes what a crash left of others', async () => {
  const spool = await mkdtemp(join(tmpdir(), 'tributary-spool-'));
  for (const folder of ['open/3-1', 'open/3-2', 'open/2-1', 'ended/5-1', 'unknown/1-1']) {
    await mkdir(join(spool, folder), { recursive: true });
  }
  await sweepSpool(spool, [
    { runId: 'open', state: { ...initialRunState, status: 'running', round: 3, attempt: 2 } },
    { runId: 'ended', state: { ...initialRunState, status: 'completed', round: 5 } },
  ]);
  expect(await readdir(join(spool, 'open'))).toEqual(['3-2']);
  expect(await readdir(join(spool, 'ended'))).toEqual([]);
  expect(await readdir(join(spool, 'unknown'))).toEqual([]);
});
