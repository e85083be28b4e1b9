import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  type Identity,
  identitySchema,
  type Rejection,
  reject,
  runIdSchema,
} from '@tributary/protocol';
import { z } from 'zod';

const joinClaimsSchema = z.object({
  /** The only run that the token opens; any run when absent. */
  run: runIdSchema.optional(),
  /** Unix ms after which it is void. */
  expiresAt: z.number(),
});
export type JoinClaims = z.output<typeof joinClaimsSchema>;

/** Signs and checks what the coordinator hands out: join tokens and client identities. */
export interface TokenSigner {
  signJoin(claims: JoinClaims): string;
  verifyJoin(
    token: string,
    now: number,
  ): { readonly ok: true; readonly claims: JoinClaims } | Rejection;
  identify(clientId: string): Identity;
  /** Whether the proof is the one that was given to this client. */
  recognises(identity: Identity): boolean;
}

/** A secret of 256 bits, as URL-safe text. */
export const makeSecret = (): string => randomBytes(32).toString('base64url');

/** Compares in a time that does not tell where the two differ. */
export const sameSecret = (a: string, b: string): boolean => {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

/** HMAC-SHA-256 under one secret, with a purpose in each message so that no kind passes for another. */
export const createTokenSigner = (secret: string): TokenSigner => {
  const sign = (purpose: string, text: string) =>
    createHmac('sha256', secret).update(`${purpose}\u0000${text}`).digest('base64url');
  return {
    signJoin: (claims) => {
      const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
      return `${body}.${sign('join', body)}`;
    },
    verifyJoin: (token, now) => {
      const [body, signature, ...rest] = token.split('.');
      if (body === undefined || signature === undefined || rest.length > 0)
        return reject('bad-token');
      if (!sameSecret(signature, sign('join', body))) return reject('bad-token');
      const claims = joinClaimsSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
      return claims.expiresAt < now ? reject('token-expired') : { ok: true, claims };
    },
    identify: (clientId) => identitySchema.parse({ clientId, proof: sign('client', clientId) }),
    recognises: ({ clientId, proof }) => sameSecret(proof, sign('client', clientId)),
  };
};
