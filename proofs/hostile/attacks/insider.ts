import {
  decodeFrame,
  MAX_CHUNK_BYTES,
  type RoundPlan,
  type UploadAnswer,
} from '@tributary/protocol';
import {
  connectScriptedClient,
  deltaFrame,
  download,
  offerOf,
  type ScriptedClient,
} from '../../support/scripted-client.ts';
import { type Attack, type AttackTools, pick } from './attack.ts';
import { mangle, spoil } from './strange-values.ts';

/** Joins the bait run as an invited client would, under the same identity every time. */
export const createInsider = ({ target, localAddress }: AttackTools) => {
  const url = `http://127.0.0.1:${target.port}`;
  let current: ScriptedClient | null = null;
  const connect = async (): Promise<ScriptedClient> => {
    if (current?.socket.connected) return current;
    current?.close();
    const { identity } = current ?? {};
    current = await connectScriptedClient({
      ...{ url, localAddress, token: target.baitToken },
      ...(identity === undefined ? {} : { identity }),
    });
    current.socket.on('connect_error', () => {});
    return current;
  };
  return { url, connect, leave: () => current?.close() };
};

/** A message's answer, or null where none came: the connection was cut, or there is nothing to say. */
const answerOf = (client: ScriptedClient, event: string, message: unknown): Promise<unknown> =>
  client.socket
    .timeout(500)
    // The events of the protocol and some that are not.
    .emitWithAck(event as 'enrol', message as never)
    .catch(() => null);

const isAccepted = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  'status' in answer &&
  answer.status === 'accepted';

/** Frames that are no update: bits turned, cut short, wrong numbers, wrong shapes, headers that lie. */
export const frames: Attack = async (inputs, tools) => {
  const { target, took } = tools;
  const insider = createInsider(tools);
  const good = deltaFrame(await download(insider.url, target.checkpoint), 0.25);
  let plan: Pick<RoundPlan, 'runId' | 'round'> = { runId: target.baitRunId, round: 1 };
  for (let sent = 0; sent < inputs; sent++) {
    const client = await insider.connect().catch(() => null);
    if (client === null) continue;
    const verdict = await sendFrame(client, plan, badFrame(tools, good)).catch(() => null);
    if (isAccepted(verdict)) took(`a frame, input ${sent}`);
    // Refused for good in this attempt: the next plan opens the door again.
    if (verdict !== null && !verdict.ok && !MENDABLE.has(verdict.code)) {
      plan = (await Promise.race([client.nextPlan(), pause(200)])) ?? plan;
    }
  }
  insider.leave();
};

const MENDABLE = new Set(['corrupt', 'truncated', 'too-large', 'no-offer', 'wrong-offset']);

/** Sends all of it, whatever the answers say in between. */
const sendFrame = async (
  client: ScriptedClient,
  plan: Pick<RoundPlan, 'runId' | 'round'>,
  frame: Uint8Array,
): Promise<UploadAnswer> => {
  const offer = offerOf(plan, frame);
  let answer = await client.offer(offer);
  for (let offset = 0; answer.ok && offset < frame.length; offset += MAX_CHUNK_BYTES) {
    answer = await client.sendChunk(
      offer,
      frame.subarray(offset, offset + MAX_CHUNK_BYTES),
      offset,
    );
  }
  return answer;
};

const pause = (ms: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), ms));

const WRONG_NUMBERS = [Number.NaN, Number.POSITIVE_INFINITY, -1e30, 65];

const badFrame = (tools: AttackTools, good: Uint8Array): Uint8Array => {
  const { random } = tools;
  const headerBytes = new DataView(good.buffer, good.byteOffset).getUint32(4, true);
  const kind = random.integer(4);
  if (kind === 0) return withHeader(good, headerBytes, lie(tools, good, headerBytes));
  if (kind === 1) {
    const claimed = good.slice();
    new DataView(claimed.buffer).setUint32(4, random.integer(2 ** 32), true);
    return claimed;
  }
  if (kind === 2) {
    const bad = good.slice();
    const values = (bad.length - 8 - headerBytes) / 4;
    const at = 8 + headerBytes + 4 * random.integer(values);
    new DataView(bad.buffer).setFloat32(at, pick(random, WRONG_NUMBERS), true);
    return bad;
  }
  const mangled = mangle(random, good);
  // A turned bit that leaves a whole frame would be no attack.
  return decodeFrame(mangled, 'delta').ok ? good.subarray(0, 40) : mangled;
};

/** The header as JSON, with something in it spoilt. */
const lie = ({ random }: AttackTools, good: Uint8Array, headerBytes: number): string => {
  const header = JSON.parse(Buffer.from(good.subarray(8, 8 + headerBytes)).toString());
  const kind = random.integer(5);
  if (kind === 0)
    return JSON.stringify({ ...header, payloadBytes: pick(random, [1, 2 ** 53, -4]) });
  if (kind === 1)
    return JSON.stringify({ ...header, manifest: [{ name: 'w', shape: [1e9, 1e9] }] });
  if (kind === 2) return `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  if (kind === 3) return JSON.stringify({ ...header, encoding: [{ name: 'top-k', params: {} }] });
  return JSON.stringify({ ...header, kind: 'weights' });
};

const withHeader = (good: Uint8Array, headerBytes: number, header: string): Uint8Array => {
  const text = Buffer.from(header);
  const prefix = Buffer.from(good.subarray(0, 8));
  prefix.writeUInt32LE(text.length, 4);
  return Buffer.concat([prefix, text, good.subarray(8 + headerBytes)]);
};

// Some stand on the other namespace, or are what the coordinator says.
const EVENTS = ['enrol', 'offerUpdate', 'sendChunk', 'declineRound', 'progress', 'watchRun'];
const ANSWERED = new Set(['enrol', 'offerUpdate', 'sendChunk', 'declineRound']);
const ODD_EVENTS = ['__proto__', 'constructor', 'toString', 'error', 'refused', 'roundPlan', ''];

/** Every message of the protocol with fields that are wrong, other runs' ids, old and future rounds. */
export const messages: Attack = async (inputs, tools) => {
  const { random, target, took } = tools;
  const insider = createInsider(tools);
  const digest = `sha256:${'0'.repeat(64)}`;
  for (let sent = 0; sent < inputs; ) {
    const client = await insider.connect().catch(() => null);
    if (client === null) {
      sent++;
      continue;
    }
    const batch = Array.from({ length: Math.min(20, inputs - sent) }, async () => {
      const runId = pick(random, [target.honestRunId, target.baitRunId, 'nowhere', '__proto__']);
      const round = pick(random, [0, 1, 2, 999_999, 2 ** 40]);
      const claims = { runId, round, digest, numExamples: 10, payloadBytes: 31_400, offset: 0 };
      const bytes = Buffer.alloc(random.integer(2_000));
      const message = { ...claims, bytes, reason: 'x', device: {}, stage: 'training', step: 1 };
      const event = pick(random, random.uniform() < 0.8 ? EVENTS : ODD_EVENTS);
      const spoilt = spoil(random, message);
      if (!ANSWERED.has(event)) {
        client.socket.io.engine.write(`2${JSON.stringify([event, spoilt])}`);
        return;
      }
      const answer = await answerOf(client, event, spoilt);
      // A decline of what one was never asked changes nothing; an update that counts would.
      if (isAccepted(answer)) took(`${event} ${JSON.stringify(answer)}`);
    });
    await Promise.all(batch);
    sent += batch.length;
  }
  insider.leave();
};
