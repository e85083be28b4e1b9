import { createHmac, randomBytes } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Role, roleSchema } from '@tributary/protocol';
import { RefusedError } from '../routes/refused-error.ts';
import type { AccessStore } from '../storage/access-store.ts';
import { createTurns } from '../turns.ts';
import { hashSecret, matchesHash } from './secret-hash.ts';
import { makeSecret } from './tokens.ts';
import type { WrongTokens } from './wrong-tokens.ts';

/** Where the admin token is from: its file in the state folder, or the settings. */
export type AdminTokenSource = 'file' | 'configured';

/** What admins and viewers sign in with. */
export interface RoleSecrets {
  /** The admin token where this process knows it; null when only its hash was kept. */
  readonly adminToken: string | null;
  /** Null when only the token's hash was kept. */
  readonly adminTokenSource: AdminTokenSource | null;
  /**
   * Whose token this is. @param address of who offers it
   * @throws {RefusedError} when it has offered too many wrong ones, or too many are being checked at once.
   */
  roleOf(token: string, address: string | undefined): Promise<Role | null>;
  /** Has the database hold the hashes of the secrets that count, which ends the sessions of others. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface RoleSecretsOptions {
  readonly store: Pick<AccessStore, 'secretHash' | 'setSecretHash'>;
  readonly stateDir: string;
  readonly wrongTokens: WrongTokens;
  readonly adminToken?: string | undefined;
  readonly viewerToken?: string | undefined;
}

type Secrets = Readonly<Record<Role, string | null>>;

/** Scrypt takes its time, which a coordinator that comes back to an open round has not. */
const SETTLE_AFTER_MS = 10_000;
/** So many wrong tokens may wait for their check, each for a good part of a second. */
const MAX_WAITING = 16;

/**
 * The configured admin token counts; without one a generated one, which lies in a file that only its
 * owner can read; without that file the one whose hash the database holds. There is a viewer token
 * only where one is configured.
 */
export const openRoleSecrets = async (options: RoleSecretsOptions): Promise<RoleSecrets> => {
  const { store, wrongTokens } = options;
  const admin = await knownAdminToken(options);
  const known: Secrets = {
    admin: admin?.token ?? null,
    viewer: options.viewerToken ?? null,
  };
  const settling = createSettling(() => keepHashes(known, store));
  const digest = createDigest();
  const roles = new Map<string, Role>();
  for (const role of roleSchema.options) {
    const token = known[role];
    if (token !== null) roles.set(digest(token), role);
  }
  const isAdminByHash = createHashCheck(store);
  return {
    adminToken: known.admin,
    adminTokenSource: admin?.source ?? null,
    ...settling,
    roleOf: async (token, address) => {
      const fast = digest(token);
      const role = roles.get(fast);
      // A right one that is known costs nothing, whatever others do at the same address.
      if (role !== undefined) return role;
      const isAdmin = async () => known.admin === null && (await isAdminByHash(token));
      if (!(await wrongTokens.check(address, isAdmin))) return null;
      roles.set(fast, 'admin');
      return 'admin';
    },
  };
};

/** Does the work once: when somebody waits for it, or when the start is over. */
const createSettling = (work: () => Promise<void>): Pick<RoleSecrets, 'settle' | 'close'> => {
  let done: Promise<void> | undefined;
  const settle = () => {
    done ??= work().catch((error: unknown) => {
      // The next who asks tries again.
      done = undefined;
      throw error;
    });
    return done;
  };
  // Whoever waits for it hears of a failure; here nobody does.
  const timer = setTimeout(() => settle().catch(() => undefined), SETTLE_AFTER_MS).unref();
  return {
    settle,
    close: async () => {
      clearTimeout(timer);
      await done?.catch(() => undefined);
    },
  };
};

/** A quick hash under a key that ends with the process, to know a token again that was checked before. */
const createDigest = () => {
  const key = randomBytes(32);
  return (token: string) => createHmac('sha256', key).update(token).digest('base64');
};

/** Compares with the kept hash, one token after the other: scrypt is slow on purpose. */
const createHashCheck = (store: Pick<AccessStore, 'secretHash'>) => {
  const turns = createTurns();
  let waiting = 0;
  return async (token: string): Promise<boolean> => {
    if (waiting >= MAX_WAITING) throw new RefusedError('too-many-requests');
    waiting += 1;
    try {
      return await turns.take(async () => {
        const hash = await store.secretHash('admin');
        return hash !== null && (await matchesHash(token, hash));
      });
    } finally {
      waiting -= 1;
    }
  };
};

/** The file of a token that a coordinator made. */
export const adminTokenPath = (stateDir: string): string => join(stateDir, 'admin-token');

const knownAdminToken = async ({
  store,
  stateDir,
  adminToken,
}: RoleSecretsOptions): Promise<{
  readonly token: string;
  readonly source: AdminTokenSource;
} | null> => {
  const path = adminTokenPath(stateDir);
  if (adminToken !== undefined) {
    // A generated one from before must not count again when this one is taken away.
    await rm(path, { force: true });
    return { token: adminToken, source: 'configured' };
  }
  const kept = (await readFile(path, 'utf8').catch(() => '')).trim();
  if (kept !== '') return { token: kept, source: 'file' };
  if ((await store.secretHash('admin')) !== null) return null;
  const made = makeSecret();
  const file = await open(path, 'w', 0o600);
  await file.writeFile(`${made}\n`);
  await file.sync();
  await file.close();
  return { token: made, source: 'file' };
};

/** A secret that changed signs out whoever came by the old one. */
const keepHashes = async (
  known: Secrets,
  store: Pick<AccessStore, 'secretHash' | 'setSecretHash'>,
): Promise<void> => {
  const { admin, viewer } = known;
  if (admin !== null) await keepHash('admin', admin, store);
  if (viewer !== null) await keepHash('viewer', viewer, store);
  else if ((await store.secretHash('viewer')) !== null) await store.setSecretHash('viewer', null);
};

const keepHash = async (
  role: Role,
  secret: string,
  store: Pick<AccessStore, 'secretHash' | 'setSecretHash'>,
): Promise<void> => {
  const hash = await store.secretHash(role);
  if (hash !== null && (await matchesHash(secret, hash))) return;
  await store.setSecretHash(role, await hashSecret(secret));
};
