import { type ChildProcess, spawn } from 'node:child_process';
import { programOf } from '../../scripts/start/program-of.ts';

const { execArgv, entry } = programOf('proofs/chaos/client-process.ts');

export interface CrewOptions {
  readonly url: string;
  readonly token: string;
  /** What the clients keep, and their journals. */
  readonly folder: string;
  readonly processes: number;
  readonly clientsEach: number;
}

/** Client processes, each with some clients. */
export interface ClientCrew {
  /** `kill -9` of one of them; another one takes its place, with what the disk has kept. */
  kill(index: number): void;
  close(): Promise<void>;
}

export const startClientCrew = ({ processes, clientsEach, ...order }: CrewOptions): ClientCrew => {
  let closed = false;
  const start = (index: number): ChildProcess => {
    const names = Array.from({ length: clientsEach }, (_, of) => `client-${index}-${of}`);
    return spawn(process.execPath, [...execArgv, entry, JSON.stringify({ ...order, names })], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  };
  const children = Array.from({ length: processes }, (_, index) => start(index));
  return {
    kill: (index) => {
      const killed = children[index % processes];
      killed?.once('exit', () => {
        if (!closed) children[index % processes] = start(index % processes);
      });
      killed?.kill('SIGKILL');
    },
    close: async () => {
      closed = true;
      await Promise.all(
        children.map(
          (child) =>
            new Promise((resolve) => {
              if (child.exitCode !== null || child.signalCode !== null) return resolve(null);
              child.once('exit', resolve);
              child.kill('SIGKILL');
            }),
        ),
      );
    },
  };
};
