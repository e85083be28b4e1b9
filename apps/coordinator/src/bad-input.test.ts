import {
  encodeFrame,
  type JoinToken,
  type RoundPlan,
  type UploadAnswer,
} from '@tributary/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  connectTestClient,
  deltaFor,
  download,
  offerOf,
  type TestClient,
  tryToConnect,
} from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

let coordinator: TestCoordinator;
let clients: TestClient[] = [];
let honest: TestClient;
let hostile: TestClient;
let plan: RoundPlan;
let good: Uint8Array;
let runId: string;

beforeAll(async () => {
  coordinator = await startTestCoordinator();
});
afterAll(() => coordinator.destroy());

/** Every test has a run of its own with two clients in its first round. */
beforeEach(async () => {
  for (const client of clients) client.close();
  const { url } = coordinator;
  const { summary } = await coordinator.createRun();
  runId = summary.runId;
  const { token } = await coordinator.admin<JoinToken>('POST', '/api/join-tokens', { runId });
  const connect = () => connectTestClient({ url, token });
  [honest, hostile] = [await connect(), await connect()];
  clients = [honest, hostile];
  await coordinator.admin('POST', `/api/runs/${runId}/start`);
  plan = await hostile.nextPlan();
  good = await deltaFor(url, plan, () => 0.5);
});

const codeOf = (answer: UploadAnswer) => (answer.ok ? answer.status : answer.code);

/** The round goes on: the honest client's update is counted and the round is committed. */
const expectNothingLost = async () => {
  expect(codeOf(await honest.report(await honest.nextPlan(), 0.25))).toBe('accepted');
};

describe('at the door', () => {
  const connect = (auth: Record<string, unknown>, token = coordinator.joinToken) =>
    tryToConnect({ url: coordinator.url, token, auth });

  it.each([
    [
      'a protocol version that is not spoken',
      { protocolVersions: [99] },
      'protocol-version-unsupported',
    ],
    ['no version at all', { protocolVersions: undefined }, 'malformed'],
    ['a forged token', { token: 'eyJhIjoxfQ.AAAA' }, 'bad-token'],
    ['a token that is no token', { token: 'hello' }, 'bad-token'],
    ['a number for a token', { token: 7 }, 'malformed'],
  ])('refuses %s (SPEC §1)', async (_, auth, code) => {
    expect(await connect(auth)).toMatchObject({ ok: false, code });
  });

  it('ends the older of two sessions of one client (§1.6)', async () => {
    const told = new Promise((resolve) => honest.socket.on('refused', resolve));
    const again = await connectTestClient({
      url: coordinator.url,
      token: coordinator.joinToken,
      identity: honest.identity,
    });
    expect(await told).toMatchObject({ code: 'session-replaced' });
    expect(again.identity.clientId).toBe(honest.identity.clientId);
    again.close();
  });
});

describe('an update', () => {
  it.each([
    ['for a later round', { round: 2 }, 'wrong-round'],
    ['for a run that is not there', { runId: 'nowhere' }, 'run-unknown'],
    ['larger than the model', { payloadBytes: 50_000_000 }, 'too-large'],
    ['with a claim beyond all numbers', { numExamples: 1e12 }, 'malformed'],
    ['of no examples', { numExamples: 0 }, 'malformed'],
    ['with a digest that is none', { digest: 'sha256:zz' as const }, 'malformed'],
  ])('%s is refused when it is offered', async (_, changes, code) => {
    expect(codeOf(await hostile.upload(plan, good, changes))).toBe(code);
    await expectNothingLost();
  });

  it.each([
    ['NaN', (): number => Number.NaN, 'not-finite'],
    [
      'one infinite value',
      (index: number) => (index === 7000 ? Number.POSITIVE_INFINITY : 0),
      'not-finite',
    ],
    ['a value out of range', (index: number) => (index === 3 ? 65 : 0), 'out-of-range'],
  ])(
    'with %s is refused, and the round does not wait for its client (§4.8)',
    async (_, valueAt, code) => {
      const bad = await deltaFor(coordinator.url, plan, valueAt);
      expect(codeOf(await hostile.upload(plan, bad))).toBe(code);
      expect(codeOf(await hostile.upload(plan, good))).toBe(code);
      await expectNothingLost();
      expect((await honest.nextPlan()).round).toBe(2);
    },
  );

  it('of another shape is refused', async () => {
    const { values } = await download(coordinator.url, plan.checkpoint);
    const manifest = [{ name: 'other', shape: [values.length] }];
    expect(codeOf(await hostile.upload(plan, encodeFrame('delta', { manifest, values })))).toBe(
      'wrong-shape',
    );
    await expectNothingLost();
  });

  it('that is a model and no delta is refused', async () => {
    const weights = await download(coordinator.url, plan.checkpoint);
    expect(codeOf(await hostile.upload(plan, encodeFrame('weights', weights)))).toBe('too-large');
    await expectNothingLost();
  });

  it('that is cut short is refused, and may be sent again whole', async () => {
    expect(codeOf(await hostile.upload(plan, good.subarray(0, good.length - 100)))).toBe(
      'truncated',
    );
    expect(codeOf(await hostile.upload(plan, good))).toBe('accepted');
    await expectNothingLost();
  });

  it('whose bytes are not those of its digest is refused, and may be sent again (§4.9)', async () => {
    const offer = offerOf(plan, good);
    const damaged = good.slice();
    damaged[good.length - 1] = 1 ^ (damaged[good.length - 1] as number);
    expect(codeOf(await hostile.upload(plan, damaged, { digest: offer.digest }))).toBe('corrupt');
    expect(codeOf(await hostile.upload(plan, good))).toBe('accepted');
    await expectNothingLost();
  });

  it('counts once, however often it comes; a different second one is refused (§4.6, §4.7)', async () => {
    expect(codeOf(await hostile.upload(plan, good))).toBe('accepted');
    expect(codeOf(await hostile.upload(plan, good))).toBe('accepted');
    const other = await deltaFor(coordinator.url, plan, () => 0.125);
    expect(codeOf(await hostile.upload(plan, other))).toBe('duplicate-update');
    const { values: before } = await download(coordinator.url, plan.checkpoint);
    await expectNothingLost();
    const next = await honest.nextPlan();
    const { values: after } = await download(coordinator.url, next.checkpoint);
    // The mean of 0.5 and 0.25 with equal weights: the duplicate did not count again.
    after.forEach((value, index) => {
      expect(value).toBe(Math.fround((before[index] as number) + 0.375));
    });
  });

  it('is refused after its round has closed', async () => {
    const otherPlan = await honest.nextPlan();
    await hostile.report(plan, 0.5);
    await honest.report(otherPlan, 0.5);
    await honest.nextPlan();
    const late = await deltaFor(coordinator.url, plan, () => 0.1);
    expect(codeOf(await hostile.upload(plan, late))).toBe('wrong-round');
  });

  it('is refused from a client outside the cohort', async () => {
    const late = await connectTestClient({ url: coordinator.url, token: coordinator.joinToken });
    expect(codeOf(await late.upload(plan, good))).toBe('not-in-cohort');
    late.close();
  });
});

describe('chunks', () => {
  it('without an offer are refused (§4.3)', async () => {
    expect(codeOf(await hostile.sendChunk(offerOf(plan, good), good.subarray(0, 10), 0))).toBe(
      'no-offer',
    );
  });

  it('that leave a gap are refused, and the upload goes on from where it was (§4.4)', async () => {
    const offer = offerOf(plan, good);
    await hostile.offer(offer);
    await hostile.sendChunk(offer, good.subarray(0, 1000), 0);
    expect(codeOf(await hostile.sendChunk(offer, good.subarray(2000, 3000), 2000))).toBe(
      'wrong-offset',
    );
    expect(await hostile.offer(offer)).toMatchObject({ ok: true, status: 'send', offset: 1000 });
    expect(codeOf(await hostile.sendChunk(offer, good.subarray(1000), 1000))).toBe('accepted');
  });

  it('beyond what was offered are refused', async () => {
    const offer = offerOf(plan, good);
    await hostile.offer(offer);
    expect(codeOf(await hostile.sendChunk(offer, new Uint8Array(good.length + 1), 0))).toBe(
      'too-large',
    );
  });

  it('go on after a reconnect from the last acknowledged byte (§4.4)', async () => {
    const offer = offerOf(plan, good);
    await hostile.offer(offer);
    await hostile.sendChunk(offer, good.subarray(0, 5000), 0);
    const { identity } = hostile;
    hostile.close();
    const returned = await connectTestClient({
      url: coordinator.url,
      token: coordinator.joinToken,
      identity,
    });
    expect((await returned.nextPlan()).round).toBe(1);
    expect(await returned.offer(offer)).toMatchObject({ status: 'send', offset: 5000 });
    expect(codeOf(await returned.sendChunk(offer, good.subarray(5000), 5000))).toBe('accepted');
    returned.close();
  });
});

describe('messages that are none', () => {
  it('get an answer, and the coordinator goes on (§6.1)', async () => {
    const raw = hostile.socket as unknown as { emitWithAck(...args: unknown[]): Promise<unknown> };
    for (const message of [null, 7, 'x', [], {}, { runId: {} }, new Uint8Array(3)]) {
      for (const name of ['enrol', 'offerUpdate', 'sendChunk', 'declineRound']) {
        expect(await raw.emitWithAck(name, message)).toMatchObject({
          ok: false,
          code: 'malformed',
        });
      }
    }
    hostile.socket.emit('offerUpdate', null as never, undefined as never);
    await expectNothingLost();
  });
});

describe('a client that declines', () => {
  it('is not waited for', async () => {
    const { runId, round } = plan;
    await hostile.socket.emitWithAck('declineRound', { runId, round, reason: 'no memory' });
    await expectNothingLost();
    expect((await honest.nextPlan()).round).toBe(2);
  });
});
