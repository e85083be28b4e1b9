import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { joinTokenIdSchema, type Rejection, reject, runIdSchema } from '@tributary/protocol';
import { z } from 'zod';

const joinClaimsSchema = z.object({
  /** Which invitation it is; see `join-tokens.ts`. */
  id: joinTokenIdSchema,
  /** The only run that the token opens; any run when absent. */
  run: runIdSchema.optional(),
  /** Unix ms after which it is void. */
  expiresAt: z.number(),
});
export type JoinClaims = z.output<typeof joinClaimsSchema>;

/** Signs and checks join tokens. */
export interface TokenSigner {
  signJoin(claims: JoinClaims): string;
  verifyJoin(
    token: string,
    now: number,
  ): { readonly ok: true; readonly claims: JoinClaims } | Rejection;
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
      const claims = joinClaimsSchema.safeParse(
        JSON.parse(Buffer.from(body, 'base64url').toString()),
      );
      // Signed by this coordinator, but by a release that wrote other claims.
      if (!claims.success) return reject('bad-token');
      return claims.data.expiresAt < now
        ? reject('token-expired')
        : { ok: true, claims: claims.data };
    },
  };
};
