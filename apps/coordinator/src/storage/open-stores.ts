import { Worker } from 'node:worker_threads';
import { places } from '../places.ts';
import { createThread } from '../thread.ts';
import type { AuditLimits } from './access-store.ts';
import type { DatabasePlace } from './database.ts';
import type { StoreCall, Stores } from './stores.ts';

/** What the database's thread is started with: plain data. */
export interface DatabaseTask {
  readonly place: DatabasePlace;
  readonly limits: AuditLimits;
}

/** The methods of the stores, all of which take and bring plain data. */
const methods: { readonly [Name in keyof Stores]: Record<keyof Stores[Name], true> } = {
  storage: {
    ...{ createRun: true, listRuns: true, appendEvents: true, listEvents: true },
    ...{ saveCheckpoint: true, listCheckpoints: true, listStayingCheckpoints: true },
    ...{ pinCheckpoint: true, promoteCheckpoint: true, readRecords: true },
    ...{ setting: true, probe: true, close: true },
  },
  access: {
    ...{ secretHash: true, setSecretHash: true },
    ...{ listSessions: true, saveSession: true, removeSession: true },
    ...{ listJoinTokens: true, saveJoinToken: true, removeExpiredTokens: true },
    ...{ listUses: true, addUse: true, appendAudit: true, listAudit: true },
  },
};

/**
 * The stores of a database that lives in a thread of its own: a transaction of hundreds of rows takes as long as
 * it takes, while heartbeats are answered.
 * @throws {Error} that says what to do when the database cannot be opened
 */
export const openStores = async (task: DatabaseTask): Promise<Stores> => {
  const thread = createThread<StoreCall>(
    "The database's thread",
    () => new Worker(places.databaseWorker, { execArgv: [], workerData: task }),
  );
  const remote = <Name extends keyof Stores>(store: Name): Stores[Name] => {
    const calls = Object.keys(methods[store]).map((method) => [
      method,
      (...args: readonly unknown[]) => thread.ask({ store, method, args }),
    ]);
    return Object.fromEntries(calls);
  };
  const storage = remote('storage');
  try {
    await storage.probe();
  } catch (error) {
    await thread.close();
    throw error;
  }
  const close = async () => {
    await storage.close();
    await thread.close();
  };
  return { access: remote('access'), storage: { ...storage, close } };
};
