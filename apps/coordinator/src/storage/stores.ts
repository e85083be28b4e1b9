import { type AccessStore, type AuditLimits, createAccessStore } from './access-store.ts';
import type { Database } from './database.ts';
import { createSqlStorage } from './sql-storage.ts';
import type { Storage } from './storage.ts';

/** Everything that is kept in the database. */
export interface Stores {
  readonly storage: Storage;
  readonly access: AccessStore;
}

export const createStores = (database: Database, limits: AuditLimits): Stores => ({
  storage: createSqlStorage(database),
  access: createAccessStore(database, limits),
});

/** One call of one store, as a message. */
export interface StoreCall {
  readonly store: keyof Stores;
  readonly method: string;
  readonly args: readonly unknown[];
}
