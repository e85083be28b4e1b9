import type { NumberTargetColumn } from '@tributary/model-zoo';
import type { ClassShare } from './class-shares.ts';
import { locale } from './locale.ts';

const oneDecimal = new Intl.NumberFormat(locale, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const threeDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const fourDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });

/** A share as people read it: never "100.0 %" of what is less, nor "0.0 %" of what is more. */
export const formatShare = (share: number): string => {
  if (share > 0 && share < 0.001) return 'under 0.1\u00a0%';
  if (share < 1 && share > 0.999) return 'over 99.9\u00a0%';
  return `${oneDecimal.format(100 * share)}\u00a0%`;
};

/** What a model says of an example's class, in a sentence. @param ranked the likeliest first */
export const describeClasses = ([first, second]: readonly ClassShare[]): string => {
  if (first === undefined) return '';
  const likely = `“${first.name}” (${formatShare(first.share)})`;
  if (second === undefined || first.share >= 0.9) return `The model takes this for ${likely}.`;
  const other = `“${second.name}” (${formatShare(second.share)})`;
  return first.share >= 0.5
    ? `The model takes this for ${likely}; it could be ${other}.`
    : `The model is not sure: perhaps ${likely}, perhaps ${other}.`;
};

/** A predicted number in its column's own unit. @param output what the model says */
export const describeNumber = (output: number, { column, unit }: NumberTargetColumn): string =>
  `${column}: about ${fourDigits.format(output * unit)}`;

/** What two models say of the same example, side by side. */
export const describeDifference = (
  [first]: readonly ClassShare[],
  [other]: readonly ClassShare[],
): string => {
  if (first === undefined || other === undefined) return '';
  return first.name === other.name
    ? `Both take it for “${first.name}”.`
    : `They differ: “${first.name}” and “${other.name}”.`;
};

/** A number beside a field: its range. */
export const formatRange = ([low, high]: readonly [number, number]): string =>
  `${threeDigits.format(low)} to ${threeDigits.format(high)}`;
