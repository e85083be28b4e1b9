import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type AdminToCoordinator,
  type CoordinatorToAdmin,
  type LoggedEvent,
  type RunEvent,
  reject,
  type WatchRunAnswer,
} from '@tributary/protocol';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleConfig, exampleEvents, logged } from '../testing/example-run.ts';
import { type RunLog, wholeLog } from '../view/run-log.ts';
import type { AdminSocket } from './admin-socket.tsx';
import { followRun, type LiveRun } from './follow-run.ts';
import { OutdatedPageError } from './outdated-page-error.ts';

const runId = 'run-1';
const events = logged(exampleEvents);
const unheardOf = { type: 'runForked' } as unknown as RunEvent;

let gateway: Server<AdminToCoordinator, CoordinatorToAdmin>;
let socket: AdminSocket;
/** What the coordinator says to `watchRun`. */
let answer: (afterSeq: number) => WatchRunAnswer;
let stop: () => void;
let shown: LiveRun<RunLog>[];

const tell = (log: readonly LoggedEvent[]) => {
  answer = (afterSeq) => ({ ok: true, events: log.slice(afterSeq, afterSeq + 5) });
};
const say = (event: RunEvent) =>
  gateway.emit('runEvent', {
    runId,
    logged: { seq: events.length + 1, at: events.at(-1)?.at ?? 0, event },
  });
const now = () => shown.at(-1);

beforeEach(async () => {
  const server = createServer();
  gateway = new Server(server, { transports: ['websocket'] });
  gateway.on('connection', (admin) =>
    admin.on('watchRun', ({ afterSeq }, acknowledge) => acknowledge(answer(afterSeq))),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  tell(events);
  shown = [];
  socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
  const follow = { runId, config: exampleConfig, reading: wholeLog };
  stop = followRun(socket, { ...follow, onChange: (live) => shown.push(live) });
});
afterEach(async () => {
  stop();
  socket.disconnect();
  await gateway.close();
});

describe('a run that is followed', () => {
  it('is shown once its log has been read, and goes on with what happens', async () => {
    await expect.poll(() => now()?.log?.seq).toBe(events.length);
    say({ type: 'runPaused' });
    await expect.poll(() => now()?.log?.state.status).toBe('pausing');
    expect(shown.every(({ failure }) => failure === null)).toBe(true);
  });

  it('is asked for again where the coordinator could not tell it', async () => {
    answer = (afterSeq) =>
      afterSeq === 0 ? { ok: true, events: events.slice(0, 5) } : reject('internal-error');
    await expect.poll(() => now()?.read.events).toBe(5);
    expect(now()).toMatchObject({ log: null, failure: { error: expect.any(Error) } });
    tell(events);
    now()?.failure?.tryAgain?.();
    expect(now()).toMatchObject({ log: null, failure: null });
    await expect.poll(() => now()?.log?.seq).toBe(events.length);
    expect(now()?.failure).toBeNull();
  });

  it('says that the page is older where the log holds what it does not know', async () => {
    await expect.poll(() => now()?.log?.seq).toBe(events.length);
    say(unheardOf);
    await expect.poll(() => now()?.failure?.error).toBeInstanceOf(OutdatedPageError);
    expect(now()?.failure?.tryAgain).toBeUndefined();
    expect(now()?.log?.seq).toBe(events.length);
  });

  it('says so too where it has not been shown yet', async () => {
    tell([...events, { seq: events.length + 1, at: 0, event: unheardOf }]);
    await expect.poll(() => now()?.failure?.error).toBeInstanceOf(OutdatedPageError);
    expect(now()?.log).toBeNull();
  });
});
