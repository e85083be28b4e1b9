import { privacyConfigSchema } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { privacyFigure } from './privacy-figure.ts';

const central = privacyConfigSchema.parse({ mode: 'central' });

describe('privacyFigure', () => {
  it('shows what is charged of the budget, and both accountants', () => {
    expect(privacyFigure(central, { epsilon: 3.2145, rdp: 3.9, pld: 3.2145 })).toEqual({
      value: '3.21 / 8',
      note: 'PLD 3.21, RDP 3.90; δ = 0.00001',
    });
  });

  it('shows nothing spent before the first round, and no figure without a promise', () => {
    expect(privacyFigure(central, null)).toEqual({ value: '0 / 8', note: 'δ = 0.00001' });
    expect(privacyFigure({ mode: 'none' }, null)).toBeNull();
  });

  it('writes a bound that there is none of as infinite', () => {
    expect(privacyFigure(central, { epsilon: null, rdp: null, pld: null })?.value).toBe('∞ / 8');
  });
});
