import type { IncomingHttpHeaders } from 'node:http';
import type { Role } from '@tributary/protocol';
import type { FastifyRequest } from 'fastify';
import { type App, bearerToken } from '../routes/context.ts';
import { RefusedError } from '../routes/refused-error.ts';
import type { RoleSecrets } from './role-secrets.ts';
import type { RoleSession, RoleSessions } from './role-sessions.ts';

export const SESSION_COOKIE = 'tributary-session';

/** Who asks for something. */
export interface Actor {
  readonly role: Role | 'none';
  /** How the audit log names them: the beginning of the session's hash, or that they have a token. */
  readonly name: string;
  readonly session: RoleSession | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set where it matters who asks; whoever changes something by it is in the audit log. */
    actor: Actor | null;
  }
}

/** Who asks: what they say of themselves, and their address. A Fastify request is one. */
export interface Caller {
  readonly headers: IncomingHttpHeaders;
  readonly ip: string | undefined;
}

/** Tells who may do what: by a bearer token, or by the session that signing in opens. */
export interface AccessGuard {
  /** Null for someone who is not signed in. @param token that came by another way than a header */
  whoIs(caller: Caller, token?: string): Promise<Actor | null>;
  /** An `onRequest` hook that lets viewers read and admins do everything. */
  require(request: FastifyRequest): Promise<void>;
  /** An `onRequest` hook that lets admins in only. */
  requireAdmin(request: FastifyRequest): Promise<void>;
  /** Opens a session; null when the token is nobody's. */
  signIn(
    token: string,
    ip: string | undefined,
  ): Promise<{ readonly sessionId: string; readonly actor: Actor } | null>;
  /** Ends the session on this side. */
  signOut(session: RoleSession): Promise<void>;
}

interface AccessGuardOptions {
  readonly app: Pick<App, 'parseCookie'>;
  readonly secrets: Pick<RoleSecrets, 'roleOf'>;
  readonly sessions: RoleSessions;
}

const READS = new Set(['GET', 'HEAD']);

/** Whether a request with this method can change something. */
export const isUnsafe = (method: string): boolean => !READS.has(method);

export const createAccessGuard = ({ app, secrets, sessions }: AccessGuardOptions): AccessGuard => {
  const byToken = async (token: string, ip: string | undefined): Promise<Actor | null> => {
    const role = await secrets.roleOf(token, ip);
    return role && { role, name: 'token', session: null };
  };
  const bySession = async (sessionId: string | undefined): Promise<Actor | null> => {
    const session = sessionId === undefined ? null : await sessions.find(sessionId);
    return session && { role: session.role, name: session.idHash.slice(0, 8), session };
  };
  const whoIs: AccessGuard['whoIs'] = ({ headers: { authorization, cookie }, ip }, other) => {
    const token = bearerToken(authorization) ?? other;
    return token === undefined
      ? bySession(app.parseCookie(cookie ?? '')[SESSION_COOKIE])
      : byToken(token, ip);
  };
  const admit = async (request: FastifyRequest, mayView: boolean): Promise<void> => {
    request.actor = await whoIs(request);
    if (request.actor === null) throw new RefusedError('not-signed-in');
    if (request.actor.role !== 'admin' && !mayView) throw new RefusedError('not-allowed');
  };
  return {
    whoIs,
    require: (request) => admit(request, !isUnsafe(request.method)),
    requireAdmin: (request) => admit(request, false),
    signIn: async (token, ip) => {
      const role = await secrets.roleOf(token, ip);
      if (role === null) return null;
      const sessionId = await sessions.open(role);
      const actor = await bySession(sessionId);
      return actor && { sessionId, actor };
    },
    signOut: ({ idHash }) => sessions.close(idHash),
  };
};
