import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's advice for scrypt in 32 MiB of memory: N = 2^15, r = 8, p = 3. */
const COST = { log2N: 15, r: 8, p: 3 };
const HASH_BYTES = 32;

/** A salted scrypt hash with its parameters: `scrypt$log2N$r$p$salt$hash`, the last two in base64url. */
export const hashSecret = async (secret: string): Promise<string> => {
  const salt = randomBytes(16);
  const { log2N, r, p } = COST;
  const hash = await derive(secret, salt, COST);
  return ['scrypt', log2N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
};

/** Whether the hash was made of this secret. @throws when it is no hash of ours. */
export const matchesHash = async (secret: string, kept: string): Promise<boolean> => {
  const [kind, log2N, r, p, salt = '', hash = ''] = kept.split('$');
  if (kind !== 'scrypt') throw new Error('A kept secret is no scrypt hash.');
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  const derived = await derive(secret, Buffer.from(salt, 'base64url'), cost);
  const expected = Buffer.from(hash, 'base64url');
  return expected.length === derived.length && timingSafeEqual(derived, expected);
};

/** Off this thread. */
const derive = (secret: string, salt: Buffer, { log2N, r, p }: typeof COST): Promise<Buffer> => {
  const N = 2 ** log2N;
  const options: ScryptOptions = { N, r, p, maxmem: 2 * 128 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, options, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });
};
