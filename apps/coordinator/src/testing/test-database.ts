import { createHash } from 'node:crypto';
import postgres from 'postgres';

/** The server on which tests make databases of their own; without one they use PGlite. */
export const testServerUrl = process.env.TRIBUTARY_TEST_DATABASE_URL;

const DUPLICATE_DATABASE = '42P04';

/** The URL of a database that belongs to a state folder, made if need be; undefined means PGlite. */
export const testDatabaseFor = async (stateDir: string): Promise<string | undefined> => {
  if (testServerUrl === undefined) return undefined;
  const name = nameFor(stateDir);
  await onServer(testServerUrl, `create database ${name}`).catch((error) => {
    if (error.code !== DUPLICATE_DATABASE) throw error;
  });
  return Object.assign(new URL(testServerUrl), { pathname: name }).href;
};

/** Removes it, also from under whoever still holds a connection. */
export const dropTestDatabase = async (stateDir: string): Promise<void> => {
  if (testServerUrl === undefined) return;
  await onServer(testServerUrl, `drop database if exists ${nameFor(stateDir)} with (force)`);
};

const nameFor = (stateDir: string): string =>
  `test_${createHash('sha256').update(stateDir).digest('hex').slice(0, 16)}`;

const onServer = async (url: string, statement: string): Promise<void> => {
  const server = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await server.unsafe(statement);
  } finally {
    await server.end();
  }
};
