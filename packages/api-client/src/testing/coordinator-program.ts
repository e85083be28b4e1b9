import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programOf } from '../../../../scripts/start/program-of.ts';
import { copyTemplate } from '../../../../scripts/test/copy-template.ts';

/** A coordinator in a process of its own, on a free port, with a state folder that goes with it. */
export interface RunningProgram {
  readonly url: string;
  /** The admin token. */
  readonly token: string;
  readonly stateDir: string;
  end(): Promise<void>;
}

/** @param args further options of the coordinator */
export const startCoordinatorProgram = async (
  args: readonly string[] = [],
): Promise<RunningProgram> => {
  const stateDir = await mkdtemp(join(tmpdir(), 'tributary-program-'));
  await copyTemplate(stateDir);
  const options = ['--port', '0', '--state-dir', stateDir, '--offline', '--log-level', 'warn'];
  const { entry, execArgv } = programOf('apps/coordinator/src/main.ts');
  const child = fork(entry, [...options, ...args], { execArgv: [...execArgv] });
  const gone = once(child, 'exit').then(() => rm(stateDir, { recursive: true, force: true }));
  const [ready] = (await Promise.race([
    once(child, 'message'),
    gone.then(() => Promise.reject(new Error('The coordinator did not start.'))),
  ])) as [{ url: string; adminToken: string }];
  return {
    url: ready.url,
    token: ready.adminToken,
    stateDir,
    end: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
};
