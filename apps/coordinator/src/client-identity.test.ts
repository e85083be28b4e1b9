import { PROTOCOL_VERSIONS, proofText, type Rejection } from '@tributary/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientIdOf } from './security/client-proof.ts';
import { connectTestClient, tryToConnect } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';
import { makeIdentity, proveBy } from './testing/test-identity.ts';

let coordinator: TestCoordinator;

beforeAll(async () => {
  coordinator = await startTestCoordinator();
});
afterAll(() => coordinator.destroy());

const protocolVersions = [...PROTOCOL_VERSIONS];

/** Connects with what `present` makes of the connection's id. @returns the refusal, or null */
const connectWith = (present: (connection: string) => object): Promise<Rejection | null> =>
  new Promise((resolve) => {
    const socket: Socket = io(coordinator.url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: (give) => give(present(socket.io.engine.id)),
    });
    socket.on('connect', () => {
      socket.close();
      resolve(null);
    });
    socket.on('connect_error', (error) => resolve((error as unknown as { data: Rejection }).data));
  });

describe('a client is its key (SPEC §1.5)', () => {
  it('keeps its id, which is made from the key, over connections', async () => {
    const { url, joinToken: token } = coordinator;
    const identity = makeIdentity();
    for (let times = 0; times < 2; times++) {
      const client = await connectTestClient({ url, token, identity });
      expect(client.identity.clientId).toBe(clientIdOf(identity.publicKey));
      client.close();
    }
  });

  it('whose public key somebody else shows stays the only one to go by it', async () => {
    const { url, joinToken: token } = coordinator;
    const victim = await connectTestClient({ url, token });
    const replaced: unknown[] = [];
    victim.socket.on('refused', (rejection) => replaced.push(rejection));
    const own = makeIdentity();
    const refusal = await connectWith((connection) => {
      const text = proofText({ connection, token, protocolVersions });
      const { signature } = proveBy(own, text);
      const { publicKey } = victim.identity;
      return { token, protocolVersions, proof: { publicKey, signature } };
    });
    expect(refusal).toMatchObject({ ok: false, code: 'bad-proof' });
    // A stolen join token is a token, and no more: who comes by it is somebody else.
    const thief = await connectTestClient({ url, token });
    expect(thief.identity.clientId).not.toBe(victim.identity.clientId);
    const nowhere = { runId: 'nowhere', round: 1, reason: 'still here' };
    expect(await victim.socket.emitWithAck('declineRound', nowhere)).toMatchObject({ ok: false });
    expect(replaced).toEqual([]);
    thief.close();
    victim.close();
  });

  it('what was signed for one connection is refused on another', async () => {
    const { joinToken: token } = coordinator;
    const identity = makeIdentity();
    let overheard: object = {};
    const first = await connectWith((connection) => {
      const proof = proveBy(identity, proofText({ connection, token, protocolVersions }));
      overheard = { token, protocolVersions, proof };
      return overheard;
    });
    expect(first).toBeNull();
    expect(await connectWith(() => overheard)).toMatchObject({ code: 'bad-proof' });
  });

  it('what was signed for one token or other versions is refused with another', async () => {
    const { joinToken } = coordinator;
    const { token: other } = await coordinator.admin<{ token: string }>(
      'POST',
      '/api/join-tokens',
      {},
    );
    const identity = makeIdentity();
    const withProofOf = (signed: { token: string; protocolVersions: number[] }) =>
      connectWith((connection) => {
        const proof = proveBy(identity, proofText({ connection, ...signed }));
        return { token: joinToken, protocolVersions, proof };
      });
    expect(await withProofOf({ token: joinToken, protocolVersions })).toBeNull();
    for (const signed of [
      { token: other, protocolVersions },
      { token: joinToken, protocolVersions: [...protocolVersions, 2] },
    ]) {
      expect(await withProofOf(signed)).toMatchObject({ code: 'bad-proof' });
    }
  });

  it.each([
    ['no proof', undefined, 'malformed'],
    ['half a key', { publicKey: 'A'.repeat(40), signature: 'A'.repeat(86) }, 'malformed'],
    [
      'a key off the curve',
      { publicKey: `B${'A'.repeat(86)}`, signature: 'A'.repeat(86) },
      'bad-proof',
    ],
    ['no point at all', { publicKey: 'A'.repeat(87), signature: 'A'.repeat(86) }, 'bad-proof'],
  ])('%s lets nobody in', async (_, proof, code) => {
    const { url, joinToken: token } = coordinator;
    expect(await tryToConnect({ url, token, auth: { proof } })).toMatchObject({ code });
  });

  it('is let in once on a connection', async () => {
    const { joinToken: token } = coordinator;
    const identity = makeIdentity();
    const socket: Socket = io(coordinator.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: (give) => {
        const text = proofText({ connection: socket.io.engine.id, token, protocolVersions });
        give({ token, protocolVersions, proof: proveBy(identity, text) });
      },
    });
    const happens = (other: Socket, event: string) =>
      new Promise<Error & { data?: unknown }>((resolve) => other.once(event, resolve));
    // Keeps the connection open between the two tries.
    const holder = socket.io.socket('/admin', { auth: { token: coordinator.adminToken } });
    await Promise.all([happens(socket, 'connect'), happens(holder, 'connect')]);
    socket.disconnect();
    // An answer says that the coordinator has taken note of the end.
    await holder.emitWithAck('watchRun', {});
    const refused = happens(socket, 'connect_error');
    socket.connect();
    expect((await refused).data).toMatchObject({ code: 'bad-proof' });
    holder.close();
  });
});
