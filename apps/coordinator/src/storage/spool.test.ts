import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { initialRunState } from '@tributary/rounds';
import { expect, it } from 'vitest';
import { committedRound } from '../testing/committed-round.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { spoolFolderOf, sweepSpool } from './spool.ts';

it('keeps the open attempt’s updates, and what is half sent in its round, and removes what a crash left of others', async () => {
  const spool = await temporaryFolder();
  for (const folder of [
    ...['open/3-1', 'open/3-2', 'open/3-partial', 'open/2-1', 'open/2-partial'],
    ...['ended/5-1', 'ended/5-partial', 'unknown/1-1'],
  ]) {
    await mkdir(join(spool, folder), { recursive: true });
  }
  await sweepSpool(spool, [
    { runId: 'open', state: { ...initialRunState, status: 'running', round: 3, attempt: 2 } },
    { runId: 'ended', state: { ...initialRunState, status: 'completed', round: 5 } },
  ]);
  expect(await readdir(join(spool, 'open'))).toEqual(['3-2', '3-partial']);
  expect(await readdir(join(spool, 'ended'))).toEqual([]);
  expect(await readdir(join(spool, 'unknown'))).toEqual([]);
});

it('keeps the updates of so many committed rounds as it is told, also of runs that have ended', async () => {
  const spool = await temporaryFolder();
  for (const folder of ['run/1-1', 'run/2-1', 'run/3-1', 'run/3-2', 'run/buffer']) {
    await mkdir(join(spool, folder), { recursive: true });
  }
  const history = [1, 2, 3].map((round) => ({ ...committedRound, round, attempt: round - 1 || 1 }));
  const run = {
    runId: 'run',
    state: { ...initialRunState, status: 'completed', history },
  } as const;
  await sweepSpool(spool, [run], 2);
  expect(await readdir(join(spool, 'run'))).toEqual(['2-1', '3-2']);
  await sweepSpool(spool, [run]);
  expect(await readdir(join(spool, 'run'))).toEqual([]);
});

it('keeps the buffer of an asynchronous run as long as the run is open', async () => {
  const spool = await temporaryFolder();
  for (const folder of ['open/buffer', 'open/2-1', 'ended/buffer']) {
    await mkdir(join(spool, folder), { recursive: true });
  }
  const flight = { bufferSize: 2, rebased: false, holdUntil: 0, members: {} };
  await sweepSpool(spool, [
    { runId: 'open', state: { ...initialRunState, status: 'running', round: 3, flight } },
    { runId: 'ended', state: { ...initialRunState, status: 'stopped', round: 5 } },
  ]);
  expect(await readdir(join(spool, 'open'))).toEqual(['buffer']);
  expect(await readdir(join(spool, 'ended'))).toEqual([]);
});

it('has a folder for each attempt, and one for all of an asynchronous run', () => {
  const folders = (name: string) =>
    [1, 2].map((round) =>
      spoolFolderOf(
        '/spool',
        { runId: 'run', config: { strategy: { name, hyperparams: {} } } },
        { round, attempt: 3 },
      ),
    );
  expect(folders('FedAvg')).toEqual(['/spool/run/1-3', '/spool/run/2-3']);
  expect(folders('FedBuff')).toEqual(['/spool/run/buffer', '/spool/run/buffer']);
});
