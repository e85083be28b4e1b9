import type { LoggedEvent } from '@tributary/protocol';
import { runConfigSchema } from '@tributary/protocol';
import { initialRunState } from '@tributary/rounds';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../storage/database.ts';
import { createSqlStorage } from '../storage/sql-storage.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { smallRun } from '../testing/test-coordinator.ts';
import { dropTestDatabase, testDatabaseFor } from '../testing/test-database.ts';
import { createRunner } from './runner.ts';

const started = { type: 'runStarted', checkpoint: `sha256:${'0'.repeat(64)}` } as const;

/** A runner over a log in memory, which goes away or loses its answers when told to. */
const setUp = () => {
  const log: LoggedEvent[] = [];
  const batches: number[] = [];
  const effects: string[] = [];
  let fault: 'none' | 'away' | 'answer-lost' | 'lost-and-away' = 'none';
  const runner = createRunner({
    runId: 'run-one',
    config: runConfigSchema.parse(smallRun),
    createdAt: 0,
    now: () => 1,
    from: { state: initialRunState, seq: 0 },
    onReduced: (_runner, { seq }, asked) =>
      void effects.push(...asked.map(({ type }) => `${seq} ${type}`)),
    storage: {
      appendEvents: async (_runId, entries) => {
        if (fault === 'away') throw new Error('The database went away.');
        if (log.some(({ seq }) => entries.some(({ logged }) => logged.seq === seq))) {
          throw new Error('The place in the log is taken.');
        }
        log.push(...entries.map(({ logged }) => logged));
        batches.push(entries.length);
        if (fault !== 'none') throw new Error('The database went away.');
      },
      listEvents: async (_runId, afterSeq) => {
        if (fault === 'away' || fault === 'lost-and-away') {
          throw new Error('The database went away.');
        }
        return log.filter(({ seq }) => seq > afterSeq);
      },
    },
  });
  const fail = (kind: typeof fault) => {
    fault = kind;
  };
  return { log, batches, effects, runner, fail };
};

describe('a runner', () => {
  it('changes nothing when the log cannot be written, and goes on when it can again', async () => {
    const { log, runner, fail } = setUp();
    fail('away');
    await expect(runner.dispatch(started)).rejects.toThrow('The database went away.');
    expect(runner.state.status).toBe('created');
    fail('none');
    await runner.dispatch(started);
    expect(runner.state.status).toBe('running');
    expect(log.map(({ seq }) => seq)).toEqual([1]);
  });

  it('takes an entry whose confirmation was lost for what it is: written', async () => {
    const { log, runner, fail } = setUp();
    fail('answer-lost');
    await runner.dispatch(started);
    fail('none');
    await runner.dispatch({ type: 'runPaused' });
    expect(log.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(runner.state.status).toBe('paused');
  });

  it('learns afterwards what was written while nobody could be asked', async () => {
    const { log, effects, runner, fail } = setUp();
    fail('lost-and-away');
    await expect(runner.dispatch(started)).rejects.toThrow('The database went away.');
    expect(runner.state.status).toBe('created');
    fail('none');
    await runner.dispatch({ type: 'runPaused' });
    expect(log.map(({ event }) => event.type)).toEqual(['runStarted', 'runPaused']);
    expect(runner.state.status).toBe('paused');
    await runner.dispatch({ type: 'runStopped' });
    expect(log.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(effects).toEqual([]);
  });

  it('writes together what comes while it writes, in the order in which it came', async () => {
    const { log, batches, runner } = setUp();
    const states = await Promise.all([
      runner.dispatch(started),
      runner.dispatch({ type: 'runPaused' }),
      runner.dispatch({ type: 'runResumed' }),
    ]);
    expect(states.map(({ status }) => status)).toEqual(['running', 'paused', 'running']);
    expect(batches).toEqual([3]);
    expect(log.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('writes what came together with an event that the database refuses, and rejects that one', async () => {
    const stateDir = await temporaryFolder();
    const databaseUrl = await testDatabaseFor(stateDir);
    const storage = createSqlStorage(await openDatabase({ stateDir, databaseUrl }));
    const from = { state: initialRunState, seq: 0 };
    const config = runConfigSchema.parse(smallRun);
    const runner = createRunner({
      ...{ runId: 'run-one', config, createdAt: 0, now: () => 1, from, storage },
      onReduced: () => undefined,
    });
    // No text in PostgreSQL holds a NUL.
    const cpu = { kind: 'node', name: 'a', backend: 'cpu', backendReason: 'a test' } as const;
    const starting = runner.dispatch(started);
    const joins = [cpu, { ...cpu, name: '\0' }, cpu].map((device, index) =>
      runner.dispatch({
        type: 'presenceChanged',
        joined: { [`client-${index}`]: device },
        left: {},
      }),
    );
    const settled = await Promise.allSettled([starting, ...joins]);
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(Object.keys(runner.state.clients)).toEqual(['client-0', 'client-2']);
    const log = await storage.listEvents('run-one', 0);
    expect(log.map(({ seq, event }) => [seq, event.type])).toEqual([
      [1, 'runStarted'],
      [2, 'presenceChanged'],
      [3, 'presenceChanged'],
    ]);
    await storage.close();
    await dropTestDatabase(stateDir);
  });

  it('does not log what changes nothing', async () => {
    const { log, runner } = setUp();
    await runner.dispatch({ type: 'tick' });
    await runner.dispatch({ type: 'presenceChanged', joined: {}, left: { nobody: 'gone' } });
    expect(log).toEqual([]);
  });

  it('takes nothing once it is closed, so that a shutdown cannot fail a run', async () => {
    const { log, runner } = setUp();
    await runner.dispatch(started);
    await runner.close();
    await expect(runner.dispatch({ type: 'runStopped' })).rejects.toThrow(/closing/);
    expect(log).toHaveLength(1);
  });
});
