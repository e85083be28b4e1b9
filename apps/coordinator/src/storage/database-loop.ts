/** The database's thread: SQL is built here, and PGlite computes here, away from the event loop. */
import { workerData } from 'node:worker_threads';
import { answerTasks } from '../answer-tasks.ts';
import { openDatabase } from './database.ts';
import type { DatabaseTask } from './open-stores.ts';
import { createStores, type StoreCall } from './stores.ts';

const { place, limits }: DatabaseTask = workerData;
const stores = openDatabase(place).then((database) => createStores(database, limits));
// Whoever calls first is told.
stores.catch(() => undefined);

answerTasks<StoreCall>(async ({ store, method, args }) => {
  const opened = (await stores)[store];
  const called = Reflect.get(opened, method) as (...args: readonly unknown[]) => Promise<unknown>;
  return called(...args);
});
