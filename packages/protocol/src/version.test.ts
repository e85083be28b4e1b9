import { describe, expect, it } from 'vitest';
import { negotiateVersion } from './version.ts';

describe('version negotiation (SPEC §1.2)', () => {
  it('takes the newest that both speak', () => {
    expect(negotiateVersion([1, 2, 3], [3, 2])).toBe(3);
    expect(negotiateVersion([1, 2], [3, 2, 1])).toBe(2);
  });

  it('finds none where there is none', () => {
    expect(negotiateVersion([99])).toBeNull();
  });
});
