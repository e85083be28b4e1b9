import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunSummary } from '@tributary/protocol';
import { createAdminApi } from '../../scripts/start/admin-api.ts';
import { startCoordinator } from '../../scripts/start/services.ts';
import { copyTemplate } from '../../scripts/test/copy-template.ts';

/** A coordinator in a process of its own, with its normal limits. */
export type Victim = Awaited<ReturnType<typeof startVictim>>;

export const startVictim = async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'tributary-hostile-'));
  await copyTemplate(stateDir);
  const { child, ready } = startCoordinator({
    ...{ port: 0, host: '127.0.0.1', https: false, dataDir: undefined, offline: true, stateDir },
  });
  const access = await Promise.race([ready, child.failed]);
  const url = access.url.replace('localhost', '127.0.0.1');
  let hasCrashed = false;
  const errors: string[] = [];
  child.failed.catch(() => {
    hasCrashed = true;
  });
  child.process.stdout?.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n')) {
      // Pino's level of errors; whatever a stranger sends is no error of ours.
      if (/"level":(50|60)/.test(line)) errors.push(line.slice(0, 1_000));
    }
  });
  const get = async <Answer>(path: string): Promise<Answer> => {
    const headers = { authorization: `Bearer ${access.adminToken}` };
    return (await (await fetch(url + path, { headers })).json()) as Answer;
  };
  return {
    ...createAdminApi({ ...access, url }),
    url,
    port: Number(new URL(url).port),
    hasCrashed: () => hasCrashed,
    lastLines: child.lastLines,
    errors,
    listRuns: () => get<RunSummary[]>('/api/runs'),
    /** Resident memory, MB. */
    rssMB: async () => {
      const status = await readFile(`/proc/${child.process.pid}/status`, 'utf8').catch(() => '');
      return Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024;
    },
    end: async () => {
      await child.end();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
};
