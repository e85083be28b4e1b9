import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const lockfile = readFileSync(new URL('../pnpm-lock.yaml', import.meta.url), 'utf8');

/** Every version of a package that the lockfile resolves. */
const versionsOf = (name: string): string[] => {
  const pattern = new RegExp(
    `^  '?${name.replaceAll('.', '\\.')}@(\\d+\\.\\d+\\.\\d+)[^:]*:`,
    'gm',
  );
  return [...new Set([...lockfile.matchAll(pattern)].map(([, version]) => version as string))];
};

const isAtLeast = (version: string, wanted: string): boolean => {
  const [a, b] = [version, wanted].map((text) => text.split('.').map(Number));
  const at = a?.findIndex((part, index) => part !== b?.[index]) ?? -1;
  return at < 0 || (a?.[at] ?? 0) > (b?.[at] ?? 0);
};

/** The first versions without what is listed; nothing that strangers can reach may be older. */
const MENDED: readonly (readonly [string, string, string])[] = [
  ['ws', '8.21.0', 'CVE-2024-37890, CVE-2026-45736, CVE-2026-48779'],
  ['socket.io-parser', '4.2.6', 'CVE-2022-2421, CVE-2023-32695, CVE-2026-33151'],
  ['engine.io', '6.4.2', 'CVE-2022-21676, CVE-2022-41940, CVE-2023-31125'],
  ['socket.io', '4.6.2', 'CVE-2024-38355'],
];

describe('the lockfile', () => {
  it.each(MENDED)('has %s only from %s on (%s)', (name, wanted) => {
    const versions = versionsOf(name);
    expect(versions).not.toEqual([]);
    expect(versions.filter((version) => !isAtLeast(version, wanted))).toEqual([]);
  });

  it('names no registry, so that it works behind any mirror', () => {
    expect(lockfile).not.toMatch(/^\s+(resolution: \{.*)?tarball:/m);
  });
});
