import type { LoggedEvent } from '@tributary/protocol';
import { runConfigSchema } from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogEntry, Storage, StoredCheckpoint, StoredRun } from '../storage/storage.ts';
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

const entry = (logged: LoggedEvent): LogEntry => ({ logged });

const checkpoint = (runId: string, round: number): StoredCheckpoint => ({
  ...{ runId, round, digest: digest('c'), createdAt: 1 },
  ...{ optimizerState: null, accuracy: 0.5, loss: null, pinned: false, current: false },
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
      await storage.appendEvents('log', events.slice(0, 1).map(entry));
      await storage.appendEvents('log', events.slice(1).map(entry));
      expect(await storage.listEvents('log', 0)).toEqual(events);
      expect(await storage.listEvents('log', 2)).toEqual(events.slice(2));
      expect(await storage.listEvents('log', 1, 1)).toEqual(events.slice(1, 2));
      expect(await storage.listEvents('log', 3, 1)).toEqual([]);
    });

    it('refuses a place in the log that is taken', async () => {
      await storage.appendEvents('once', [entry({ seq: 1, at: 1, event: { type: 'tick' } })]);
      const again: LoggedEvent = { seq: 1, at: 2, event: { type: 'runPaused' } };
      await expect(storage.appendEvents('once', [entry(again)])).rejects.toThrow();
      expect(await storage.listEvents('once', 0)).toHaveLength(1);
    });

    it('lets an update be counted again once it was lost', async () => {
      const lost: LoggedEvent = {
        seq: 2,
        at: 2,
        event: { type: 'updateLost', clientId: 'client-a', round: 1, attempt: 1 },
      };
      await storage.appendEvents('lost', [entry(update(1, 'client-a'))]);
      await storage.appendEvents('lost', [entry(lost)]);
      await storage.appendEvents('lost', [entry(update(3, 'client-a'))]);
      expect(await storage.listEvents('lost', 0)).toHaveLength(3);
    });

    it('writes all entries of a batch or none', async () => {
      const batch = [update(1, 'client-a'), update(2, 'client-b'), update(3, 'client-a')];
      await expect(storage.appendEvents('batch', batch.map(entry))).rejects.toThrow();
      expect(await storage.listEvents('batch', 0)).toEqual([]);
      await storage.appendEvents('batch', batch.slice(0, 2).map(entry));
      expect(await storage.listEvents('batch', 0)).toEqual(batch.slice(0, 2));
    });

    it('counts a client once in an attempt, and then changes nothing at all', async () => {
      await storage.appendEvents('count', [entry(update(1, 'client-a'))]);
      await expect(storage.appendEvents('count', [entry(update(2, 'client-a'))])).rejects.toThrow();
      await storage.appendEvents('count', [entry(update(2, 'client-b'))]);
      expect(await storage.listEvents('count', 0)).toHaveLength(2);
    });

    it('keeps a commit with its log entry, or neither', async () => {
      const event = { type: 'tick' } as const;
      await storage.appendEvents('commit', [
        { logged: { seq: 1, at: 1, event }, committed: checkpoint('commit', 1) },
      ]);
      await expect(
        storage.appendEvents('commit', [
          { logged: { seq: 2, at: 2, event }, committed: checkpoint('commit', 1) },
        ]),
      ).rejects.toThrow();
      expect(await storage.listEvents('commit', 0)).toHaveLength(1);
      await storage.saveCheckpoint(checkpoint('commit', 2));
      await storage.saveCheckpoint(checkpoint('commit', 2));
      expect(await storage.listCheckpoints('commit')).toEqual([
        checkpoint('commit', 2),
        checkpoint('commit', 1),
      ]);
    });

    it('pins a checkpoint and lets it loose, and says when there is none', async () => {
      for (const round of [0, 1]) await storage.saveCheckpoint(checkpoint('pins', round));
      expect(await storage.pinCheckpoint('pins', 1, true)).toBe(true);
      // A crash may have the first one kept again.
      await storage.saveCheckpoint(checkpoint('pins', 1));
      const pinned = { ...checkpoint('pins', 1), pinned: true };
      expect(await storage.listCheckpoints('pins')).toEqual([pinned, checkpoint('pins', 0)]);
      const staying = await storage.listStayingCheckpoints();
      expect(staying.filter(({ runId }) => runId === 'pins')).toEqual([
        checkpoint('pins', 0),
        pinned,
      ]);
      expect(staying.every(({ round, pinned, current }) => round === 0 || pinned || current)).toBe(
        true,
      );
      expect(await storage.pinCheckpoint('pins', 1, false)).toBe(true);
      expect(await storage.listCheckpoints('pins')).toEqual(
        [1, 0].map((n) => checkpoint('pins', n)),
      );
      expect(await storage.pinCheckpoint('pins', 2, true)).toBe(false);
      expect(await storage.pinCheckpoint('nobody', 1, true)).toBe(false);
    });

    it('makes one checkpoint of a run the current one, which stays', async () => {
      for (const round of [0, 1, 2]) await storage.saveCheckpoint(checkpoint('current', round));
      await storage.saveCheckpoint(checkpoint('neighbour', 1));
      const currentOf = async () =>
        (await storage.listCheckpoints('current')).flatMap((row) => (row.current ? row.round : []));
      expect(await storage.promoteCheckpoint('current', 1)).toBe(true);
      expect(await storage.promoteCheckpoint('current', 3)).toBe(false);
      expect(await currentOf()).toEqual([1]);
      expect(await storage.promoteCheckpoint('current', 2)).toBe(true);
      expect(await currentOf()).toEqual([2]);
      const staying = await storage.listStayingCheckpoints();
      expect(staying.filter(({ runId }) => runId === 'current')).toEqual([
        checkpoint('current', 0),
        { ...checkpoint('current', 2), current: true },
      ]);
      expect(staying.some(({ runId }) => runId === 'neighbour')).toBe(false);
      expect(await storage.promoteCheckpoint('current', null)).toBe(true);
      expect(await currentOf()).toEqual([]);
      expect(await storage.promoteCheckpoint('nobody', 0)).toBe(false);
    });

    it('reads all that is written of a run, and nothing of another', async () => {
      const events = [update(1, 'client-b'), update(2, 'client-a')];
      await storage.appendEvents('records', events.map(entry));
      await storage.appendEvents('other', [entry(update(1, 'client-c'))]);
      await storage.saveCheckpoint(checkpoint('records', 0));
      const row = (clientId: string) => ({ round: 1, attempt: 1, clientId, digest: digest('a') });
      expect(await storage.readRecords('records')).toEqual({
        events,
        checkpoints: [checkpoint('records', 0)],
        updates: [row('client-a'), row('client-b')],
      });
    });

    it('makes a setting once', async () => {
      expect(await storage.setting('secret', 'first')).toBe('first');
      expect(await storage.setting('secret', 'second')).toBe('first');
    });
  });
};
