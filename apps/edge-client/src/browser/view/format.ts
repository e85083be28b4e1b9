import { locale } from './locale.ts';

const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
const threeDigits = number({ maximumSignificantDigits: 3 });
const threeDigitsAlways = number({ minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
const grouped = number({ maximumFractionDigits: 0 });
const oneDecimal = number({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
const threeDecimals = number({ minimumFractionDigits: 3, maximumFractionDigits: 3 });

const byteUnits = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in decimal units with three significant digits: "797 kB", "1.59 MB". */
export const formatBytes = (bytes: number): string => {
  // 999,500 rounds to "1,000 kB"; the next unit says it better.
  const power = bytes < 1000 ? 0 : Math.floor(Math.log10(bytes * (1000 / 999.5)) / 3);
  const unit = Math.min(power, byteUnits.length - 1);
  return `${threeDigits.format(bytes / 1000 ** unit)} ${byteUnits[unit]}`;
};

/** A share in [0, 1] as "97.3 %", the space a no-break one. */
export const formatPercent = (share: number): string => `${oneDecimal.format(share * 100)}\u00a0%`;

/** Two shares in [0, 1] as "61.2 → 90.1 %". */
export const formatPercentChange = (before: number, after: number): string =>
  `${oneDecimal.format(before * 100)} → ${formatPercent(after)}`;

/** A whole number with separators: "60,000". */
export const formatCount = (count: number): string => grouped.format(count);

/** A mean cross-entropy in nats, "0.412", or the mean squared error of numbers, "9,220". */
export const formatLoss = (loss: number): string =>
  (loss < 10 ? threeDecimals : threeDigits).format(loss);

/** The root of a mean squared error, in the unit of what is predicted: "96.2". */
export const formatError = (loss: number): string => threeDigitsAlways.format(Math.sqrt(loss));

/** Two mean squared errors as "130 → 96.2". */
export const formatErrorChange = (before: number, after: number): string =>
  `${formatError(before)} → ${formatError(after)}`;

/** "1 round", "5 rounds"; the plural is the singular with an s. */
export const countOf = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
