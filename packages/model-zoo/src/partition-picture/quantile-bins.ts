/**
 * Borders that sort numbers into bins of about as many each; fewer of them where many numbers are the
 * same.
 * @returns ascending, at most numBins − 1
 */
export const binBorders = (values: Float32Array, numBins: number): number[] => {
  const sorted = values.slice().sort();
  const borders = Array.from(
    { length: numBins - 1 },
    (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / numBins)] as number,
  );
  // A border at the smallest number would leave the first bin empty.
  return [...new Set(borders)].filter((border) => border > (sorted[0] as number));
};

/** The bin of a number: how many borders are not above it. */
export const binOf = (value: number, borders: readonly number[]): number =>
  borders.filter((border) => border <= value).length;

/** e.g. "below 12", "12 to 40", "from 40"; the upper border belongs to the next bin. */
export const binNames = (borders: readonly number[]): string[] => {
  if (borders.length === 0) return ['all the same'];
  const names = borders.map(formatBorder);
  return Array.from({ length: names.length + 1 }, (_, bin) => {
    if (bin === 0) return `below ${names[0]}`;
    return bin === names.length ? `from ${names[bin - 1]}` : `${names[bin - 1]} to ${names[bin]}`;
  });
};

const formatBorder = (border: number): string =>
  border.toLocaleString('en-GB', { maximumSignificantDigits: 4 });
