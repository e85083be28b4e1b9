import type { FastifyRequest } from 'fastify';
import type { JoinClaims } from '../security/tokens.ts';
import { bearerToken, type RouteContext } from './context.ts';
import { RefusedError } from './refused-error.ts';

/** The claims of a request's join token. @throws {RefusedError} when there is no valid one. */
export const claimsOf = (
  { headers }: FastifyRequest,
  { joinTokens }: Pick<RouteContext, 'joinTokens'>,
): JoinClaims => {
  const verified = joinTokens.verify(bearerToken(headers.authorization) ?? '');
  if (!verified.ok) throw new RefusedError(verified.code);
  return verified.claims;
};
