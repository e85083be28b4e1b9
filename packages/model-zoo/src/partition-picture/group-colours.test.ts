import { describe, expect, it } from 'vitest';
import { groupColours } from './group-colours.ts';

/** Relative luminance of #rrggbb by WCAG 2.2, worked out from its definition. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};
const named = (count: number) => Array.from({ length: count }, (_, i) => `${i}`);

describe('the colours of groups', () => {
  it.each([
    ['classes', 1],
    ['classes', 2],
    ['classes', 10],
    ['classes', 62],
    ['bins', 2],
    ['bins', 6],
    ['examples', 1],
  ] as const)('stand out from white and from a dark card (%s, %i)', (kind, count) => {
    const colours = groupColours({ kind, groups: named(count) });
    expect(colours).toHaveLength(count);
    for (const colour of colours) {
      expect(colour).toMatch(/^#[0-9a-f]{6}$/);
      expect(contrast(colour, '#ffffff')).toBeGreaterThan(3);
      expect(contrast(colour, '#2e2e2e')).toBeGreaterThan(3);
    }
  });

  it('are all different, neighbours in lightness too', () => {
    const colours = groupColours({ kind: 'classes', groups: named(20) });
    expect(new Set(colours).size).toBe(20);
    for (let i = 1; i < colours.length; i++) {
      expect(contrast(colours[i] as string, colours[i - 1] as string)).toBeGreaterThan(1.3);
    }
  });
});
