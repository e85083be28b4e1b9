import { privacyConfigSchema } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { privacyFields } from './privacy-fields.ts';

const keysOf = (...given: Parameters<typeof privacyFields>) =>
  privacyFields(...given).map(({ key }) => key);
const fixed = privacyConfigSchema.parse({ mode: 'central' });

describe('privacyFields', () => {
  it('shows what adapts the clip norm only when it adapts, or is wrong', () => {
    expect(keysOf(fixed)).toContain('clipping');
    expect(keysOf(fixed)).not.toContain('targetQuantile');
    expect(keysOf(fixed, (key) => key === 'targetQuantile')).toContain('targetQuantile');
    expect(keysOf(privacyConfigSchema.parse({ mode: 'central', clipping: 'adaptive' }))).toEqual(
      expect.arrayContaining(['targetQuantile', 'clipLearningRate', 'clippedCountStddev']),
    );
  });

  it('is empty without privacy', () => {
    expect(keysOf({ mode: 'none' })).toEqual([]);
  });
});
