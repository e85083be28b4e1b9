/** Numbers and times as the reader's browser writes them; the words around them are English. */
const locale = typeof document === 'undefined' ? 'en-GB' : navigator.language;
const language = 'en-GB';
const NBSP = '\u00a0';

const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
const oneDecimal = number({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
const threeDigits = number({ maximumSignificantDigits: 3 });
const threeDigitsAlways = number({ minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
const plain = number({ maximumFractionDigits: 6 });
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const dateAndMinute = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** What stands where there is no value. */
export const NO_VALUE = '–';

/** A count or a setting, e.g. "60,000", "0.05" or "1e-7". */
export const formatNumber = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-4 ? String(value) : plain.format(value);

/** @param share in [0, 1]; 0.9731 gives "97.3 %" */
export const formatPercent = (share: number | null): string =>
  share === null ? NO_VALUE : `${oneDecimal.format(share * 100)}${NBSP}%`;

/** A loss in nats, to three significant digits. */
export const formatLoss = (loss: number | null): string =>
  loss === null ? NO_VALUE : threeDigitsAlways.format(loss);

/** A Euclidean norm, to three significant digits. */
export const formatNorm = (norm: number | null): string =>
  norm === null ? NO_VALUE : threeDigitsAlways.format(norm);

/** An ε of differential privacy, to three significant digits; null stands for no bound. */
export const formatEpsilon = (epsilon: number | null): string =>
  epsilon === null || epsilon === Number.POSITIVE_INFINITY
    ? '∞'
    : threeDigitsAlways.format(epsilon);

/** Decimal units, as networks count: 812,345 gives "812 kB". */
export const formatBytes = (bytes: number): string => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${threeDigits.format(bytes / 1000 ** power)}${NBSP}${units[power]}`;
};

/** @param durationMs e.g. 850 gives "850 ms", 12,340 "12.3 s", 192,000 "3 min 12 s" */
export const formatDuration = (durationMs: number): string => {
  if (durationMs < 1000) return `${Math.round(durationMs)}${NBSP}ms`;
  if (durationMs < 59_950) return `${oneDecimal.format(durationMs / 1000)}${NBSP}s`;
  const seconds = Math.round(durationMs / 1000);
  return seconds < 3600
    ? joinUnits([Math.floor(seconds / 60), 'min'], [seconds % 60, 's'])
    : joinUnits([Math.floor(seconds / 3600), 'h'], [Math.floor((seconds % 3600) / 60), 'min']);
};

const joinUnits = (...parts: [value: number, unit: string][]): string =>
  parts
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value}${NBSP}${unit}`)
    .join(' ');

/** The time left as a clock shows it, e.g. "4:05"; never negative. */
export const formatCountdown = (remainingMs: number): string => {
  const seconds = Math.max(0, Math.ceil(remainingMs / 1000));
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const clock = `${hours > 0 ? twoDigits(minutes) : minutes}:${twoDigits(seconds % 60)}`;
  return hours > 0 ? `${hours}:${clock}` : clock;
};

/** How long ago, in one unit, e.g. "3 minutes ago". Both times are Unix ms. */
export const formatAge = (at: number, now: number): string => {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3600), 'hour');
  return relative.format(-Math.floor(seconds / 86_400), 'day');
};

/** A point in time (Unix ms) in the reader's own time zone. */
export const formatTime = (at: number): string => dateTime.format(at);

/** As `formatTime` without seconds, for what is not over in minutes. */
export const formatMinute = (at: number): string => dateAndMinute.format(at);

/** "1 client", "2 clients". */
export const countOf = (count: number, noun: string): string =>
  `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;

/** The beginning of a digest or an id, enough to tell two apart. */
export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, 8);
