import type { Random } from '@tributary/fedavg';
import { pick } from './attack.ts';

/** JSON that nobody should take for anything else; `null` and `{}` among what is worse. */
const STRANGE: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => -1,
  () => 0.5,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER + 2,
  () => '',
  () => '\u0000\ud800',
  () => '../../etc/passwd',
  () => "' OR 1=1 --",
  () => '%00%2e%2e%2f',
  () => 'x'.repeat(20_000),
  () => [],
  () => [[[[[[]]]]]],
  () => ({}),
  () => JSON.parse('{"__proto__":{"ok":true}}'),
  () => ({ constructor: { prototype: { ok: true } } }),
  () => ({ toString: 1, valueOf: 2, length: -1 }),
  () => ({ _placeholder: true, num: 0 }),
  () => ({ type: 'Buffer', data: [1, 2, 3] }),
  () => nested(200),
];

const nested = (depth: number): unknown => {
  let value: unknown = 0;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
};

export const strangeValue = (random: Random): unknown => pick(random, STRANGE)();

/** A message with one to three of its fields made strange, removed or doubled under an odd name. */
export const spoil = (random: Random, message: Record<string, unknown>): unknown => {
  if (random.uniform() < 0.1) return strangeValue(random);
  const spoilt: Record<string, unknown> = { ...message };
  const keys = Object.keys(spoilt);
  for (let i = random.integer(3); i >= 0; i--) {
    const key = pick(random, keys);
    const inner = spoilt[key];
    if (random.uniform() < 0.2) delete spoilt[key];
    else if (typeof inner === 'object' && inner !== null && random.uniform() < 0.5) {
      spoilt[key] = spoil(random, inner as Record<string, unknown>);
    } else spoilt[key] = strangeValue(random);
  }
  return spoilt;
};

/** Bytes with some bits turned, cut off, or with more behind them. */
export const mangle = (random: Random, bytes: Uint8Array): Uint8Array => {
  const mangled = bytes.slice();
  const kind = random.integer(4);
  if (kind === 0) return mangled.subarray(0, random.integer(mangled.length - 1) + 1);
  if (kind === 1) return Buffer.concat([mangled, Buffer.alloc(1 + random.integer(64), 0x41)]);
  for (let i = random.integer(8); i >= 0; i--) {
    const at = random.integer(mangled.length);
    mangled[at] = (mangled[at] as number) ^ (1 << random.integer(8));
  }
  return mangled;
};
