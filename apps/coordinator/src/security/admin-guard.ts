import { createHash } from 'node:crypto';
import { type AdminGuard, type App, bearerToken } from '../routes/context.ts';
import { RefusedError } from '../routes/refused-error.ts';
import { SESSION_COOKIE } from '../routes/session.ts';
import { sameSecret } from './tokens.ts';

/** Tells admins by the bearer token or by the signed session cookie that signing in sets. */
export const createAdminGuard = (
  app: Pick<App, 'parseCookie' | 'unsignCookie'>,
  adminToken: string,
  now: () => number,
): AdminGuard => {
  const fingerprint = createHash('sha256').update(adminToken).digest('base64url').slice(0, 16);
  const accepts = (token: string) => sameSecret(token, adminToken);
  const hasSession = (cookie: string | undefined): boolean => {
    const signed = app.parseCookie(cookie ?? '')[SESSION_COOKIE];
    if (signed === undefined) return false;
    const { valid, value } = app.unsignCookie(signed);
    const [expiresAt, issuedFor] = (value ?? '').split('.');
    return valid && issuedFor === fingerprint && Number(expiresAt) > now();
  };
  const isAdmin: AdminGuard['isAdmin'] = ({ authorization, cookie }) => {
    const token = bearerToken(authorization);
    return token === undefined ? hasSession(cookie) : accepts(token);
  };
  return {
    accepts,
    isAdmin,
    issueSession: (lifeMs) => `${now() + lifeMs}.${fingerprint}`,
    require: async ({ headers }) => {
      if (!isAdmin(headers)) throw new RefusedError('not-signed-in');
    },
  };
};
