import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { createCallers, trustedProxies } from './callers.ts';

const addressOf = (trustProxy: number | string | undefined, peer: string, forwarded?: string) =>
  createCallers(trustedProxies(trustProxy)).addressOf({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress: peer } as IncomingMessage['socket'],
  });

it.each([
  [undefined, '10.0.0.1', '6.6.6.6', '10.0.0.1'],
  [1, '10.0.0.1', '6.6.6.6, 1.2.3.4', '1.2.3.4'],
  [2, '10.0.0.1', '6.6.6.6, 1.2.3.4', '6.6.6.6'],
  [1, '10.0.0.1', undefined, '10.0.0.1'],
  ['10.0.0.0/8', '10.0.0.1', '6.6.6.6, 10.9.9.9', '6.6.6.6'],
  ['10.0.0.0/8', '::ffff:10.0.0.1', '1.2.3.4', '1.2.3.4'],
  ['10.0.0.0/8', '11.0.0.1', '6.6.6.6', '11.0.0.1'],
  ['10.0.0.1, ::1', '::1', 'nonsense', 'nonsense'],
] as const)('trusting %s, a call of %s for %s is of %s', (trusted, peer, forwarded, caller) => {
  expect(addressOf(trusted, peer, forwarded)).toBe(caller);
});
