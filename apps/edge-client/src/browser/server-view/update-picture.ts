/** What there is to see of an update, before and after what is done to it on its way out. */
export interface UpdatePicture {
  readonly numValues: number;
  readonly raw: SidePicture;
  /** As the coordinator reads it. */
  readonly sent: SidePicture;
  /** Between −1 and 1: how far the two point the same way; null where one of them is nothing but zeros. */
  readonly cosine: number | null;
  /** The largest value that both pictures show; further ones count as this large. */
  readonly range: number;
}

interface SidePicture {
  /** L2 norm. */
  readonly norm: number;
  readonly numZeros: number;
  /** How many values lie in each of the bins from −range to range. */
  readonly histogram: readonly number[];
  /** Values from evenly spaced places of the vector, in units of the range, from −1 to 1. */
  readonly cells: readonly number[];
}

interface PictureSize {
  readonly bins: number;
  readonly cells: number;
}

/** So many standard deviations to either side are shown. */
const SHOWN_DEVIATIONS = 4;

/**
 * Looks at an update from both sides, with one scale for both. Every value counts in the norms and histograms.
 * @param raw the update as training gave it
 * @param sent as the coordinator reads it, in the same order
 */
export const pictureUpdate = (
  raw: Float32Array,
  sent: Float32Array,
  size: PictureSize,
): UpdatePicture => {
  const [rawSquare, sentSquare] = [dot(raw, raw), dot(sent, sent)];
  const range = SHOWN_DEVIATIONS * Math.sqrt(Math.max(rawSquare, sentSquare) / raw.length) || 1;
  const both = Math.sqrt(rawSquare * sentSquare);
  return {
    numValues: raw.length,
    raw: pictureSide(raw, { ...size, range }),
    sent: pictureSide(sent, { ...size, range }),
    cosine: both === 0 ? null : dot(raw, sent) / both,
    range,
  };
};

const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);

const pictureSide = (
  values: Float32Array,
  { bins, cells, range }: PictureSize & { readonly range: number },
): SidePicture => {
  const histogram = new Array<number>(bins).fill(0);
  let numZeros = 0;
  for (const value of values) {
    if (value === 0) numZeros += 1;
    const bin = Math.floor(((value / range + 1) / 2) * bins);
    const inside = Math.min(bins - 1, Math.max(0, bin));
    histogram[inside] = (histogram[inside] as number) + 1;
  }
  const shown = Math.min(cells, values.length);
  return {
    norm: Math.sqrt(dot(values, values)),
    numZeros,
    histogram,
    cells: Array.from({ length: shown }, (_, index) => {
      const value = values[Math.floor((index * values.length) / shown)] as number;
      return Math.max(-1, Math.min(1, value / range));
    }),
  };
};
