import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Whether an address is believed about who called it. @param hop how many proxies are nearer to us */
export type Trust = (address: string, hop: number) => boolean;

/** @param trustProxy how many proxies stand in front, or their addresses and networks, by commas */
export const trustedProxies = (trustProxy: number | string | undefined): Trust => {
  if (trustProxy === undefined) return () => false;
  if (typeof trustProxy === 'number') return (_, hop) => hop < trustProxy;
  const proxies = new BlockList();
  for (const network of trustProxy.split(',')) {
    const [address = '', bits] = network.trim().split('/');
    const family = familyOf(address);
    proxies.addSubnet(address, bits === undefined ? ALL_BITS[family] : Number(bits), family);
  }
  // An IPv4 address that was written as an IPv6 one is found as well.
  return (address) => isIP(address) !== 0 && proxies.check(address, familyOf(address));
};

const ALL_BITS = { ipv4: 32, ipv6: 128 } as const;

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Tells who calls, where a proxy may stand between. */
export interface Callers {
  /** Whether a TCP connection from there is one of a proxy. */
  isProxy(peer: string | undefined): boolean;
  /** The nearest address that is no trusted proxy's, as `X-Forwarded-For` has it. */
  addressOf(request: Pick<IncomingMessage, 'headers' | 'socket'>): string | undefined;
}

export const createCallers = (isTrusted: Trust): Callers => ({
  isProxy: (peer) => peer !== undefined && isTrusted(peer, 0),
  addressOf: ({ headers, socket }) => {
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    const farther = forwarded.map((address) => address.trim()).filter((address) => address !== '');
    let caller = socket.remoteAddress;
    for (let hop = 0; caller !== undefined && isTrusted(caller, hop); hop++) {
      const next = farther.pop();
      if (next === undefined) break;
      caller = next;
    }
    return caller;
  },
});
