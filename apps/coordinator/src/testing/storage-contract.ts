import type { LoggedEvent } from '@tributary/protocol';
import { runConfigSchema } from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Storage, StoredCheckpoint, StoredRun } from '../storage/storage.ts';
import { smallRun } from './test-coordinator.ts';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

const run = (runId: string, createdAt: number): StoredRun => ({
  runId,
  createdAt,
  config: runConfigSchema.parse(smallRun),
});

const update = (seq: number, clientId: string): LoggedEvent => ({
  seq,
  at: seq,
  event: {
    type: 'updateReceived',
    clientId,
    round: 1,
    attempt: 1,
    digest: digest('a'),
    numExamples: 1,
    payloadBytes: 1,
    metrics: { steps: 1, trainMs: 1, backend: 'cpu' },
  },
});

const checkpoint = (runId: string, round: number): StoredCheckpoint => ({
  ...{ runId, round, digest: digest('c'), createdAt: 1 },
  ...{ optimizerState: null, accuracy: 0.5, loss: null },
});

/** What every storage must do; one call in its test file. */
export const storageContract = (name: string, open: () => Promise<Storage>): void => {
  describe(`${name} keeps the storage contract`, () => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await open();
    });
    afterAll(() => storage.close());

    it('lists runs in the order of their creation, as they were created', async () => {
      await storage.createRun(run('later', 2));
      await storage.createRun(run('earlier', 1));
      expect(await storage.listRuns()).toEqual([run('earlier', 1), run('later', 2)]);
    });

    it('keeps a log in order and tells its tail', async () => {
      const events: LoggedEvent[] = [1, 2, 3].map((seq) => ({
        seq,
        at: 1_700_000_000_000 + seq,
        event: { type: 'tick' },
      }));
      for (const event of events) await storage.appendEvent('log', event);
      expect(await storage.listEvents('log', 0)).toEqual(events);
      expect(await storage.listEvents('log', 2)).toEqual(events.slice(2));
    });

    it('refuses a place in the log that is taken', async () => {
      await storage.appendEvent('once', { seq: 1, at: 1, event: { type: 'tick' } });
      const again: LoggedEvent = { seq: 1, at: 2, event: { type: 'runPaused' } };
      await expect(storage.appendEvent('once', again)).rejects.toThrow();
      expect(await storage.listEvents('once', 0)).toHaveLength(1);
    });

    it('counts a client once in an attempt, and then changes nothing at all', async () => {
      await storage.appendEvent('count', update(1, 'client-a'));
      await expect(storage.appendEvent('count', update(2, 'client-a'))).rejects.toThrow();
      await storage.appendEvent('count', update(2, 'client-b'));
      expect(await storage.listEvents('count', 0)).toHaveLength(2);
    });

    it('keeps a commit with its log entry, or neither', async () => {
      const event = { type: 'tick' } as const;
      await storage.appendEvent('commit', { seq: 1, at: 1, event }, checkpoint('commit', 1));
      await expect(
        storage.appendEvent('commit', { seq: 2, at: 2, event }, checkpoint('commit', 1)),
      ).rejects.toThrow();
      expect(await storage.listEvents('commit', 0)).toHaveLength(1);
      await storage.saveCheckpoint(checkpoint('commit', 2));
      await storage.saveCheckpoint(checkpoint('commit', 2));
      expect(await storage.listCheckpoints('commit')).toEqual([
        checkpoint('commit', 2),
        checkpoint('commit', 1),
      ]);
    });

    it('makes a setting once', async () => {
      expect(await storage.setting('secret', 'first')).toBe('first');
      expect(await storage.setting('secret', 'second')).toBe('first');
    });
  });
};
