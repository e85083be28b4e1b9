import { type ClientKey, makeClientKey } from '@tributary/client';
import { PROTOCOL_VERSIONS, proofText } from '@tributary/protocol';
import type { RawWebSocket } from '../raw-websocket.ts';
import type { AttackTools } from './attack.ts';

/** A way into the bait run: the packet that opens it on a connection, null when that ended before. */
export type BaitEntry = (socket: RawWebSocket) => Promise<string | null>;

/** Invited clients with a key of their own, which they prove to have on every connection (SPEC §1.5). */
export const createBaitEntry = async (
  { target }: Pick<AttackTools, 'target'>,
  key?: ClientKey,
): Promise<BaitEntry> => {
  const { publicKey, sign } = key ?? (await makeClientKey());
  return async (socket) => {
    const opened = await socket.nextText(/^0\{/);
    if (opened === null) return null;
    const protocolVersions = [...PROTOCOL_VERSIONS];
    const auth = { token: target.baitToken, protocolVersions };
    const { sid: connection } = JSON.parse(opened.slice(1));
    const signature = await sign(proofText({ ...auth, connection }));
    return `40${JSON.stringify({ ...auth, proof: { publicKey, signature } })}`;
  };
};
