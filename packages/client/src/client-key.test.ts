import { describe, expect, it } from 'vitest';
import { fromBase64Url } from './base64-url.ts';
import { type ClientKey, importKeyPair, keyFromPair, makeKeyPair } from './client-key.ts';
import { makeSecret, plainKey } from './plain-key.ts';
import { signatureHolds } from './testing/signature-holds.ts';

const holds = ({ publicKey }: ClientKey, text: string, signature: string) =>
  signatureHolds({ publicKey, signature }, text);

describe.each([
  ['WebCrypto', async () => keyFromPair(await makeKeyPair())],
  ['no WebCrypto', async () => plainKey(makeSecret())],
])('a key with %s', (_, make) => {
  it('signs what anyone can check, in the lengths of the wire', async () => {
    const key = await make();
    for (let count = 0; count < 20; count++) {
      const text = `["é",${count}]`;
      const signature = await key.sign(text);
      expect(fromBase64Url(key.publicKey)).toHaveLength(65);
      expect(fromBase64Url(signature)).toHaveLength(64);
      expect(holds(key, text, signature)).toBe(true);
      expect(holds(key, `${text} `, signature)).toBe(false);
    }
  });
});

it('a key cannot be read out unless that was asked for', async () => {
  const pair = await makeKeyPair();
  await expect(crypto.subtle.exportKey('jwk', pair.privateKey)).rejects.toThrow();
});

it('a key that was kept is the same key', async () => {
  const pair = await makeKeyPair(true);
  const kept = await crypto.subtle.exportKey('jwk', pair.privateKey);
  const [before, after] = [await keyFromPair(pair), await keyFromPair(await importKeyPair(kept))];
  expect(after.publicKey).toBe(before.publicKey);
  expect(holds(before, 'text', await after.sign('text'))).toBe(true);
});
