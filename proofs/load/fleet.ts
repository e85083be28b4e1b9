import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { programOf } from '../../scripts/start/program-of.ts';
import type { FleetNews, FleetOrder } from './fleet-process.ts';

const PROGRAM = programOf('proofs/load/fleet-process.ts');
const CLIENTS_PRIORITY = 10;
/** A coordinator's normal limits let 2,000 connections of one address in. */
const CLIENTS_PER_ADDRESS = 500;

/** All clients, in a few processes. */
export interface Fleet {
  enrolled(): number;
  accepted(): number;
  busy(): number;
  late(): number;
  /** What went wrong so far, in words. */
  readonly failures: readonly string[];
  /** When each round began, by its first plan; Unix ms. */
  readonly begun: ReadonlyMap<number, number>;
  close(): Promise<void>;
}

export interface FleetPlan extends Pick<FleetOrder, 'url' | 'token' | 'clients'> {
  readonly processes: number;
}

export const startFleet = ({ processes, clients, ...rest }: FleetPlan): Fleet => {
  const failures: string[] = [];
  const begun = new Map<number, number>();
  const latest: FleetNews[] = [];
  let isClosing = false;
  const addresses = addressesFor(clients);
  const children = Array.from({ length: processes }, (_, index) => {
    const share =
      Math.floor((clients * (index + 1)) / processes) - Math.floor((clients * index) / processes);
    const order: FleetOrder = { ...rest, clients: share, addresses, seed: index + 1 };
    const child = fork(PROGRAM.entry, [JSON.stringify(order)], { execArgv: [...PROGRAM.execArgv] });
    // Clients have machines of their own; on this one they must not take the coordinator's.
    if (child.pid !== undefined) setPriority(child.pid, CLIENTS_PRIORITY);
    child.on('message', (news: FleetNews) => {
      latest[index] = news;
      failures.push(...news.failures);
      for (const [round, at] of news.begun) {
        begun.set(round, Math.min(at, begun.get(round) ?? at));
      }
    });
    child.once('exit', (code) => {
      if (!isClosing) failures.push(`a process of clients ended with code ${code}`);
    });
    return child;
  });
  const sum = (pick: (news: FleetNews) => number) =>
    latest.reduce((total, news) => total + pick(news), 0);
  return {
    enrolled: () => sum(({ enrolled }) => enrolled),
    accepted: () => sum(({ accepted }) => accepted),
    busy: () => sum(({ busy }) => busy),
    late: () => sum(({ late }) => late),
    failures,
    begun,
    close: async () => {
      isClosing = true;
      await Promise.all(children.map(endChild));
    },
  };
};

/** Loopback is a whole network. */
const addressesFor = (clients: number): string[] =>
  Array.from(
    { length: Math.ceil(clients / CLIENTS_PER_ADDRESS) },
    (_, index) => `127.0.0.${index + 2}`,
  );

const endChild = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};
