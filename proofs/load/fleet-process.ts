/** One process full of light clients: they come back when they are cut off, and report when they are asked. */
import { backoffMs, whenAsked } from '@tributary/client';
import type { RoundPlan, UploadAnswer } from '@tributary/protocol';
import { connectLightClient, type LightClient, makeLightKey } from './light-client.ts';
import { createPreparedUpdates, type PreparedUpdate } from './prepared-updates.ts';

export interface FleetOrder {
  readonly url: string;
  readonly token: string;
  readonly clients: number;
  /** From which of this machine's addresses they come. */
  readonly addresses: readonly string[];
  /** Tells this fleet's updates from those of others. */
  readonly seed: number;
}

/** What a fleet tells whoever started it, a few times a second. */
export interface FleetNews {
  readonly enrolled: number;
  readonly accepted: number;
  /** Updates under way. */
  readonly busy: number;
  /** Updates of clients that were cut off and came back too late for their round. */
  readonly late: number;
  /** What went wrong since the last news, in words. */
  readonly failures: readonly string[];
  /** The rounds that began since the last news, by the first plan: Unix ms. */
  readonly begun: readonly (readonly [round: number, at: number])[];
}

/** As the project's own client has it (`client/connection.ts`). */
const RECONNECTION = { minMs: 500, maxMs: 5_000 };
/** So many connect at a time, before all are there for the first time. */
const CONNECTING = 50;
const NEWS_EVERY_MS = 50;

const order: FleetOrder = JSON.parse(process.argv[2] ?? '{}');

const news = {
  accepted: 0,
  busy: 0,
  late: 0,
  failures: [] as string[],
  begun: [] as [number, number][],
};
let enrolled = 0;
let newestRound = 0;
let plansOfRound = 0;
let updateOf: ((index: number) => Promise<PreparedUpdate>) | null = null;
const firstComers = Array.from({ length: order.clients }, (_, index) => () => startClient(index));

const startClient = (index: number): void => {
  const key = makeLightKey();
  const localAddress = order.addresses[index % order.addresses.length] ?? '127.0.0.1';
  let failures = 0;
  let hasBeenIn = false;
  let isIn = false;
  let wasCutOff = false;
  /** What was made for a plan is sent again when the plan comes again. */
  let mine: { readonly round: number; readonly update: Promise<PreparedUpdate> } | null = null;
  let working: LightClient | null = null;

  const work = async (client: LightClient, plan: RoundPlan): Promise<void> => {
    if (mine?.round === plan.round && working === client) return;
    if (mine?.round !== plan.round) mine = { round: plan.round, update: nextUpdate(plan) };
    working = client;
    news.busy++;
    try {
      note(await report(client, plan, await mine.update), wasCutOff);
    } catch {
      // It comes back, and is told again.
    }
    working = null;
    news.busy--;
  };
  const connect = (): void => {
    const client = connectLightClient({
      ...{ url: order.url, token: order.token, key, localAddress },
      onEnrolled: () => {
        if (!hasBeenIn) firstComers.pop()?.();
        hasBeenIn = true;
        isIn = true;
        failures = 0;
        enrolled++;
      },
      onPlan: (plan) => void work(client, plan),
      onEnd: (reason, retryAfterMs) => {
        if (isIn) enrolled--;
        wasCutOff ||= isIn;
        isIn = false;
        if (reason !== null) news.failures.push(`refused: ${reason}`);
        const waitMs = retryAfterMs && whenAsked(retryAfterMs);
        setTimeout(connect, waitMs ?? backoffMs(RECONNECTION, ++failures));
      },
    });
  };
  connect();
};

/** The next one of this fleet's that nobody has sent in this round. */
const nextUpdate = (plan: RoundPlan): Promise<PreparedUpdate> => {
  if (plan.round > newestRound) {
    [newestRound, plansOfRound] = [plan.round, 0];
    news.begun.push([plan.round, Date.now()]);
  }
  updateOf ??= createPreparedUpdates(plan.task, plan.upload, order.seed);
  return updateOf(plansOfRound++);
};

const report = async (
  client: LightClient,
  { runId, round }: RoundPlan,
  { frame, digest }: PreparedUpdate,
): Promise<UploadAnswer> => {
  const key = { runId, round, digest };
  let answer = await client.ask('offerUpdate', {
    ...key,
    ...{ payloadBytes: frame.length, numExamples: 10 },
    metrics: { steps: 1, trainMs: 1, backend: 'cpu' },
  });
  if (answer.ok && answer.status === 'send') {
    // The whole frame is smaller than a chunk may be.
    const chunk = { ...key, offset: 0, bytes: { _placeholder: true, num: 0 } };
    answer = await client.ask('sendChunk', chunk, frame);
  }
  return answer;
};

/** The polite answers to what comes when its round has gone on (SPEC §4.7). */
const TOO_LATE: readonly string[] = ['wrong-round', 'not-in-cohort'];

const note = (answer: UploadAnswer, wasCutOff: boolean): void => {
  if (answer.ok && answer.status === 'accepted') news.accepted++;
  else if (answer.ok) news.failures.push('an update was not taken at once');
  else if (wasCutOff && TOO_LATE.includes(answer.code)) news.late++;
  else news.failures.push(`update: ${answer.code}`);
};

setInterval(() => {
  process.send?.({ ...news, enrolled } satisfies FleetNews);
  [news.failures, news.begun] = [[], []];
}, NEWS_EVERY_MS);
for (let i = 0; i < CONNECTING; i++) firstComers.pop()?.();
// Whoever started us is gone: so are we.
process.on('disconnect', () => process.exit());
