import { expect, it } from 'vitest';
import { isStorageFault } from './storage-fault.ts';

const withCode = (code: string) => Object.assign(new Error('it failed'), { code });

it.each(['ENOSPC', 'ECONNREFUSED', 'CONNECTION_CLOSED', '53100', '57P01', '58030'])(
  '%s passes',
  (code) => {
    expect(isStorageFault(withCode(code))).toBe(true);
    expect(isStorageFault(new Error('Failed query', { cause: withCode(code) }))).toBe(true);
  },
);

it.each(['23505', 'ENOENT', '42P01', ''])('%s is a fault of ours', (code) => {
  expect(isStorageFault(withCode(code))).toBe(false);
  expect(isStorageFault({ code: 'ENOSPC' })).toBe(false);
});
