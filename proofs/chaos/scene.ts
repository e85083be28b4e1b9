import { join } from 'node:path';
import { createRandom, deriveSeed, type Random } from '@tributary/fedavg';
import { copyTemplate } from '../../scripts/test/copy-template.ts';
import { type CutLine, openCutLine } from './cut-line.ts';
import { type Disturbed, nothingYet } from './disturbances.ts';
import type { Sabotage } from './sabotage.ts';
import { openShakyProxy, type ShakyProxy } from './shaky-proxy.ts';
import { startVictim, type Victim, type VictimAddress } from './start-victim.ts';

/** Everything that changes while the coordinator dies and comes back. */
export interface Scene {
  readonly random: Random;
  readonly proxy: ShakyProxy;
  readonly stateDir: string;
  readonly sabotage: Sabotage;
  readonly database: CutLine | null;
  readonly port: number;
  readonly recoveriesMs: number[];
  readonly tried: Map<string, number>;
  readonly disturbed: Disturbed;
  victim: Victim;
  address: VictimAddress;
  clockJumpMs: number;
  /** When the disk has room and the database is there again, by `performance.now()`. */
  usableAt: number;
}

interface SceneOptions {
  readonly folder: string;
  readonly seed: number;
  readonly databaseUrl: string | undefined;
}

/** Starts the first coordinator. @throws {Error} when it does not start */
export const openScene = async ({ folder, seed, databaseUrl }: SceneOptions): Promise<Scene> => {
  const random = createRandom(deriveSeed(seed, 'chaos'));
  const proxy = await openShakyProxy(createRandom(deriveSeed(seed, 'network')));
  const stateDir = join(folder, 'state');
  if (databaseUrl === undefined) await copyTemplate(stateDir);
  const sabotage: Sabotage = {
    trace: join(folder, 'trace'),
    order: join(folder, 'order'),
    diskFull: join(folder, 'disk-full'),
  };
  const database = databaseUrl === undefined ? null : await openCutLine(databaseUrl);
  const victim = startVictim({ port: 0, stateDir, databaseUrl: database?.url, sabotage });
  const address = await victim.ready;
  if (address === null) throw new Error('The coordinator did not start.');
  const port = Number(new URL(address.url).port);
  proxy.target(port);
  return {
    ...{ random, proxy, stateDir, sabotage, database, port, victim, address },
    ...{ recoveriesMs: [], tried: new Map(), disturbed: nothingYet(), clockJumpMs: 0 },
    usableAt: 0,
  };
};
