import { expect, it } from 'vitest';
import type { StoredSession } from '../storage/access-store.ts';
import { createRoleSessions } from './role-sessions.ts';

const HOUR_MS = 3_600_000;

/** Sessions over a table in memory, at a time that the test sets. */
const openSessions = () => {
  const table = new Map<string, StoredSession>();
  const clock = { nowMs: 1_000_000 };
  const database = { isAway: false };
  const open = () =>
    createRoleSessions({
      store: {
        listSessions: async () => {
          if (database.isAway) throw new Error('away');
          return [...table.values()].map((session) => ({ ...session }));
        },
        saveSession: async (session) => void table.set(session.idHash, { ...session }),
        removeSession: async (idHash) => void table.delete(idHash),
      },
      now: () => clock.nowMs,
      after: async () => {},
    });
  return { table, clock, database, open };
};

it('ends a day after it was last used, also after a restart', async () => {
  const { clock, open, table } = openSessions();
  const id = await open().open('viewer');
  for (let uses = 0; uses < 3; uses++) {
    clock.nowMs += 23 * HOUR_MS;
    expect(await open().find(id)).toMatchObject({ role: 'viewer' });
  }
  clock.nowMs += 25 * HOUR_MS;
  expect(await open().find(id)).toBeNull();
  expect(table.size).toBe(0);
});

it('ends a week after it began, however busy', async () => {
  const { clock, open } = openSessions();
  const sessions = open();
  const id = await sessions.open('admin');
  for (let hours = 1; hours < 168; hours++) {
    clock.nowMs += HOUR_MS;
    expect(await sessions.find(id)).not.toBeNull();
  }
  clock.nowMs += HOUR_MS;
  expect(await sessions.find(id)).toBeNull();
});

it('keeps the hash of its id, and the hash opens nothing', async () => {
  const { open, table } = openSessions();
  const id = await open().open('admin');
  const [idHash = ''] = table.keys();
  expect(JSON.stringify([...table])).not.toContain(id);
  expect(await open().find(idHash)).toBeNull();
});

it('are read again when the database was away', async () => {
  const { database, open } = openSessions();
  const id = await open().open('admin');
  const sessions = open();
  database.isAway = true;
  await expect(sessions.find(id)).rejects.toThrow('away');
  database.isAway = false;
  expect(await sessions.find(id)).toMatchObject({ role: 'admin' });
});
