import type { PartitionCounts } from './partition-counts.ts';

/**
 * Relative luminances (WCAG 2.2) of the colours in turn. Each has a contrast of at least 3 with white
 * and with the dark grey #2e2e2e of the dashboard's cards, and neighbours differ in more than the hue.
 */
const LUMINANCES = [0.19, 0.285] as const;
const CHROMA = 0.15;

/** One colour for each group as #rrggbb: all around the circle for classes, from blue to gold for bins. */
export const groupColours = ({
  kind,
  groups,
}: Pick<PartitionCounts, 'kind' | 'groups'>): string[] => {
  if (groups.length === 1) return [colourOf(235, LUMINANCES[0])];
  return groups.map((_, group) => {
    if (kind === 'bins') {
      const share = group / (groups.length - 1);
      return colourOf(275 - 200 * share, LUMINANCES[0] + (LUMINANCES[1] - LUMINANCES[0]) * share);
    }
    const luminance = LUMINANCES[group % LUMINANCES.length] as number;
    return colourOf(250 + (360 * group) / groups.length, luminance);
  });
};

/** The colour of a hue in OKLCH (Ottosson 2020) at a luminance, as vivid as sRGB has it up to CHROMA. */
const colourOf = (hueDegrees: number, luminance: number): string => {
  for (let chroma = CHROMA; ; chroma -= 0.005) {
    const rgb = atLuminance(hueDegrees, Math.max(chroma, 0), luminance);
    if (chroma <= 0 || rgb.every((channel) => channel >= 0 && channel <= 1)) {
      return `#${rgb.map(toHex).join('')}`;
    }
  }
};

type Rgb = readonly [red: number, green: number, blue: number];

/** Bisects the lightness, with which the luminance grows. */
const atLuminance = (hueDegrees: number, chroma: number, luminance: number): Rgb => {
  let [low, high] = [0, 1];
  for (let step = 0; step < 24; step++) {
    const middle = (low + high) / 2;
    if (luminanceOf(linearRgb(middle, chroma, hueDegrees)) < luminance) low = middle;
    else high = middle;
  }
  return linearRgb(low, chroma, hueDegrees);
};

const luminanceOf = ([red, green, blue]: Rgb): number =>
  0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** OKLCH to linear sRGB; channels beyond [0, 1] are colours that sRGB does not have. */
const linearRgb = (lightness: number, chroma: number, hueDegrees: number): Rgb => {
  const a = chroma * Math.cos((hueDegrees * Math.PI) / 180);
  const b = chroma * Math.sin((hueDegrees * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
};

const toHex = (linear: number): string => {
  const encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  const byte = Math.round(255 * Math.min(1, Math.max(0, encoded)));
  return byte.toString(16).padStart(2, '0');
};
