import type { AddressInfo } from 'node:net';
import type { Coordinator } from './app.ts';
import type { CoordinatorConfig } from './config.ts';
import { limitsWith } from './limits.ts';
import { reach } from './reach.ts';
import { joinUrl } from './routes/join-url.ts';
import { lanAddresses } from './security/certificate.ts';
import { checkFolders } from './storage/check-folders.ts';
import { openStores } from './storage/open-stores.ts';
import { lockState } from './storage/state-lock.ts';

export interface RunningCoordinator extends Omit<Coordinator, 'app'> {
  /** Where this machine reaches it. */
  readonly url: string;
  /** What other devices open; with a local network address when the host lets them in. */
  readonly joinUrl: string;
  /** Finishes what is being written, tells the clients, gives everything back. */
  close(): Promise<void>;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

/** Under which names a host is reached from this machine and from others. */
const namesOf = (host: string): { readonly inside: string; readonly outside: string } => {
  if (LOOPBACK.has(host)) return { inside: 'localhost', outside: 'localhost' };
  if (ANY_ADDRESS.has(host)) {
    return { inside: 'localhost', outside: lanAddresses()[0] ?? 'localhost' };
  }
  const name = host.includes(':') ? `[${host}]` : host;
  return { inside: name, outside: name };
};

/** Listens. @throws {Error} whose message says what to do, e.g. when the port is taken. */
export const startCoordinator = async (config: CoordinatorConfig): Promise<RunningCoordinator> => {
  await checkFolders(config);
  const unlock = await lockState(config.stateDir);
  try {
    // The database wakes up while the rest of the program is loaded: together they are most of a start.
    const stores = openStores({
      place: { stateDir: config.stateDir, databaseUrl: config.databaseUrl },
      limits: limitsWith(config.limits),
    });
    stores.catch(() => undefined);
    const { buildCoordinator } = await import('./app.ts');
    const { app, ...tokens } = await buildCoordinator(config, stores);
    await app.listen({ host: config.host, port: config.port }).catch(async (error) => {
      await app.close();
      throw listenError(error, config);
    });
    reach('start.listening');
    const { port } = app.server.address() as AddressInfo;
    const scheme = config.https ? 'https' : 'http';
    const { inside, outside } = namesOf(config.host);
    return {
      url: `${scheme}://${inside}:${port}`,
      joinUrl: joinUrl(config.publicUrl ?? `${scheme}://${outside}:${port}`, tokens.joinToken),
      ...tokens,
      close: async () => {
        await app.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
};

const listenError = (error: NodeJS.ErrnoException, { host, port }: CoordinatorConfig): Error => {
  const remedies: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken. Stop what uses it, or choose another with --port.`,
    EACCES: `This user may not listen on port ${port}. Choose one above 1023 with --port.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Use 127.0.0.1 or 0.0.0.0 with --host.`,
  };
  return new Error(remedies[error.code ?? ''] ?? error.message, { cause: error });
};
