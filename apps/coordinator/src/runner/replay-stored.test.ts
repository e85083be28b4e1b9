import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoggedEvent, type RunEvent, runConfigSchema } from '@tributary/protocol';
import { initialRunState, reduceRun, replayRun } from '@tributary/rounds';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSnapshots, type Snapshots } from '../storage/snapshots.ts';
import { smallRun } from '../testing/test-coordinator.ts';
import { replayStored } from './replay-stored.ts';

const runId = 'run-one';
const config = runConfigSchema.parse(smallRun);
const device = { kind: 'node', name: 'test', backend: 'cpu', backendReason: '' } as const;
const arrival = (clientId: string): RunEvent => ({
  type: 'presenceChanged',
  joined: { [clientId]: device },
  left: {},
});
const logOf = (...events: RunEvent[]): LoggedEvent[] =>
  events.map((event, index) => ({ seq: index + 1, at: 1_000 + index, event }));
const started: RunEvent = { type: 'runStarted', checkpoint: `sha256:${'0'.repeat(64)}` };
const log = logOf(arrival('aaaa'), started, arrival('bbbb'), arrival('cccc'));
const stateAfter = (events: readonly LoggedEvent[]) => replayRun(events, config);

let folder: string;
let snapshots: Snapshots;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-snapshots-'));
  snapshots = openSnapshots(folder);
  // After the second event.
  await snapshots.write(runId, { last: log[1] as LoggedEvent, state: stateAfter(log.slice(0, 2)) });
});
afterEach(() => rm(folder, { recursive: true }));

/** Where the log leads, and after which events it was read. */
const replay = async (stored: readonly LoggedEvent[]) => {
  const readAfter: number[] = [];
  const listEvents = async (_runId: string, afterSeq: number, limit = stored.length) => {
    readAfter.push(afterSeq);
    return stored.filter(({ seq }) => seq > afterSeq).slice(0, limit);
  };
  const replayed = await replayStored({ runId, config }, { storage: { listEvents }, snapshots });
  return { replayed, firstRead: Math.min(...readAfter) };
};

describe('a run is where its log leads', () => {
  it('from its snapshot on, without what came before', async () => {
    const { replayed, firstRead } = await replay(log);
    expect(replayed).toEqual({ state: stateAfter(log), seq: 4, at: 1_003 });
    expect(firstRead).toBe(1);
  });

  it('when nothing came after the snapshot', async () => {
    const { replayed } = await replay(log.slice(0, 2));
    expect(replayed).toEqual({ state: stateAfter(log.slice(0, 2)), seq: 2, at: 1_001 });
  });

  it.each([
    ['ends before the snapshot', logOf(arrival('dddd'))],
    ['went another way', logOf(arrival('dddd'), arrival('eeee'), started)],
  ])('when a backup was restored that %s', async (_how, restored) => {
    const { replayed, firstRead } = await replay(restored);
    expect(replayed.state).toEqual(stateAfter(restored));
    expect(firstRead).toBe(0);
  });

  it.each([
    ['gone', (path: string) => rm(path)],
    ['cut short', (path: string) => truncate(path, 100)],
    ['empty', (path: string) => truncate(path, 0)],
    [
      'damaged',
      async (path: string) => {
        const bytes = await readFile(path);
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        await writeFile(path, bytes);
      },
    ],
  ])('when the snapshot is %s', async (_how, harm) => {
    await harm(join(folder, runId));
    const { replayed, firstRead } = await replay(log);
    expect(replayed).toEqual({ state: stateAfter(log), seq: 4, at: 1_003 });
    expect(firstRead).toBe(0);
  });

  it('and what it did not see is reduced as if it had never been away', async () => {
    const { replayed } = await replay(log.slice(0, 2));
    const [next] = reduceRun(replayed.state, log[2] as LoggedEvent, config);
    expect(next).toEqual(stateAfter(log.slice(0, 3)));
    expect(next).not.toEqual(initialRunState);
  });
});
