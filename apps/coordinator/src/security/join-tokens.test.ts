import { expect, it } from 'vitest';
import type { AccessStore, StoredJoinToken } from '../storage/access-store.ts';
import { openJoinTokens } from './join-tokens.ts';
import { createTokenSigner } from './tokens.ts';

it('writes a revocation again that could not be written, and lets nobody in meanwhile', async () => {
  const table = new Map<string, StoredJoinToken>();
  const database = { isAway: false };
  const store: Pick<
    AccessStore,
    'listJoinTokens' | 'listUses' | 'removeExpiredTokens' | 'saveJoinToken' | 'addUse'
  > = {
    listJoinTokens: async () => [...table.values()],
    listUses: async () => [],
    removeExpiredTokens: async () => undefined,
    addUse: async () => undefined,
    saveJoinToken: async (token) => {
      if (database.isAway) throw new Error('away');
      table.set(token.id, token);
    },
  };
  const signer = createTokenSigner('a secret');
  const tokens = await openJoinTokens({ store, signer, now: () => 1_000 });
  const { token, claims } = await tokens.issue({ label: '', lifeMs: 1_000, maxUses: null });

  database.isAway = true;
  await expect(tokens.revoke(claims.id)).rejects.toThrow('away');
  await expect(tokens.revoke(claims.id)).rejects.toThrow('away');
  expect(tokens.verify(token)).toMatchObject({ code: 'token-revoked' });
  database.isAway = false;
  await tokens.revoke(claims.id);
  expect(table.get(claims.id)?.revokedAt).toBe(1_000);
});
