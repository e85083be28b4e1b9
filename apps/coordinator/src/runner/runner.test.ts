import type { LoggedEvent } from '@tributary/protocol';
import { runConfigSchema } from '@tributary/protocol';
import { initialRunState } from '@tributary/rounds';
import { describe, expect, it } from 'vitest';
import { smallRun } from '../testing/test-coordinator.ts';
import { createRunner } from './runner.ts';

const started = { type: 'runStarted', checkpoint: `sha256:${'0'.repeat(64)}` } as const;

/** A runner over a log in memory, whose writes fail or lose their answer when told to. */
const setUp = () => {
  const log: LoggedEvent[] = [];
  let fault: 'none' | 'write-fails' | 'answer-lost' = 'none';
  const runner = createRunner({
    runId: 'run-one',
    config: runConfigSchema.parse(smallRun),
    createdAt: 0,
    now: () => 1,
    from: { state: initialRunState, seq: 0 },
    onReduced: () => undefined,
    storage: {
      appendEvent: async (_runId, logged) => {
        if (fault !== 'write-fails') log.push(logged);
        if (fault !== 'none') throw new Error('The database went away.');
      },
      listEvents: async (_runId, afterSeq) => log.filter(({ seq }) => seq > afterSeq),
    },
  });
  const fail = (kind: typeof fault) => {
    fault = kind;
  };
  return { log, runner, fail };
};

describe('a runner', () => {
  it('changes nothing when the log cannot be written, and goes on when it can again', async () => {
    const { log, runner, fail } = setUp();
    fail('write-fails');
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

  it('does not log what changes nothing', async () => {
    const { log, runner } = setUp();
    await runner.dispatch({ type: 'tick' });
    await runner.dispatch({ type: 'clientLeft', clientId: 'nobody', reason: 'gone' });
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
