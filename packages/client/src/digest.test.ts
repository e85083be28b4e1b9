import { afterEach, expect, it, vi } from 'vitest';
import { digestOf } from './digest.ts';

afterEach(() => vi.unstubAllGlobals());

// The example of FIPS 180-4.
const abc = new TextEncoder().encode('abc');
const expected = 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

it('names bytes by their SHA-256', async () => {
  expect(await digestOf(abc)).toBe(expected);
});

it('gives the same name where the context is not secure', async () => {
  vi.stubGlobal('crypto', {});
  expect(await digestOf(abc)).toBe(expected);
});
