import type { JoinToken, JoinTokenInfo, Rejection } from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTestClient, tryToConnect } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';
import { makeIdentity, type TestIdentity } from './testing/test-identity.ts';

let coordinator: TestCoordinator;

beforeAll(async () => {
  coordinator = await startTestCoordinator();
});
afterAll(() => coordinator.destroy());

const invite = (body: object = {}) =>
  coordinator.admin<JoinToken>('POST', '/api/join-tokens', body);
const list = () => coordinator.admin<JoinTokenInfo[]>('GET', '/api/join-tokens');
const connect = (token: string, identity: TestIdentity = makeIdentity()) =>
  tryToConnect({ url: coordinator.url, token, identity });

describe('a limited join token', () => {
  it('lets in so many different clients, and these as often as they like', async () => {
    const { token, id } = await invite({ maxUses: 2, label: 'two friends' });
    const [one, two, three] = [makeIdentity(), makeIdentity(), makeIdentity()];
    for (const identity of [one, one, two, one]) expect(await connect(token, identity)).toBeNull();
    expect(await connect(token, three)).toMatchObject({ code: 'token-used-up' });
    expect(await connect(token, two)).toBeNull();
    const kept = (await list()).find((other) => other.id === id);
    expect(kept).toMatchObject({ label: 'two friends', maxUses: 2, uses: 2, revokedAt: null });
    expect(JSON.stringify(await list())).not.toContain(token);
  });

  it('does not give its last place to two who come at once', async () => {
    const { token } = await invite({ maxUses: 1 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => connect(token)));
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
  });

  it('does not count whoever cannot prove who they are', async () => {
    const { token, id } = await invite({ maxUses: 1 });
    const proof = { publicKey: makeIdentity().publicKey, signature: 'A'.repeat(86) };
    const refused = await tryToConnect({ url: coordinator.url, token, auth: { proof } });
    expect(refused).toMatchObject({ code: 'bad-proof' });
    expect((await list()).find((other) => other.id === id)).toMatchObject({ uses: 0 });
  });
});

describe('a revoked join token', () => {
  it('ends the sessions of those who came by it, and of nobody else, and opens nothing more', async () => {
    const { token, id } = await invite();
    const { url, joinToken } = coordinator;
    const guest = await connectTestClient({ url, token });
    const other = await connectTestClient({ url, token: joinToken });
    const told = new Promise<Rejection>((resolve) => guest.socket.on('refused', resolve));
    const gone = new Promise((resolve) => guest.socket.on('disconnect', resolve));
    const revoked = await coordinator.admin<JoinTokenInfo>('DELETE', `/api/join-tokens/${id}`);
    expect(revoked.revokedAt).toBeGreaterThan(0);
    expect(await told).toMatchObject({ code: 'token-revoked' });
    await gone;
    expect(await connect(token, guest.identity)).toMatchObject({ code: 'token-revoked' });
    const asked = await fetch(`${url}/api/join`, { headers: { authorization: `Bearer ${token}` } });
    expect(await asked.json()).toMatchObject({ code: 'token-revoked' });
    expect(other.socket.connected).toBe(true);
    // With another invitation it is the same client again.
    expect(await connect(joinToken, guest.identity)).toBeNull();
    other.close();
    await expect(coordinator.admin('DELETE', '/api/join-tokens/nowhere')).rejects.toThrow(
      /not-found/,
    );
  });
});

it('limits, uses and revocations outlive a restart, and the printed token stays the same', async () => {
  const [limited, revoked] = [await invite({ maxUses: 1 }), await invite()];
  const friend = makeIdentity();
  expect(await connect(limited.token, friend)).toBeNull();
  await coordinator.admin('DELETE', `/api/join-tokens/${revoked.id}`);
  const { joinToken } = coordinator;
  coordinator = await coordinator.restart();
  expect(coordinator.joinToken).toBe(joinToken);
  expect(await connect(limited.token, friend)).toBeNull();
  expect(await connect(limited.token)).toMatchObject({ code: 'token-used-up' });
  expect(await connect(revoked.token)).toMatchObject({ code: 'token-revoked' });
});
