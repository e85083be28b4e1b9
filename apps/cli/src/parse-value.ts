import { InvalidArgumentError } from 'commander';

/** Reads a whole number within bounds. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`"${text}" must be a whole number from ${least} to ${most}.`);
    }
    return value;
  };

/** Reads a time in seconds, which may have a fraction. */
export const seconds = (text: string): number => {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError(`"${text}" must be a number of seconds above 0.`);
};

/** Reads which model of a run is meant: `latest`, `current`, a round or a digest. @returns a round as a number */
export const checkpointName = (text: string): number | string => {
  if (text === 'latest' || text === 'current' || /^sha256:[0-9a-f]{64}$/.test(text)) return text;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(
    `"${text}" is no model. Write latest, current, a round or a digest.`,
  );
};

const UNITS_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Reads a time as `90s`, `30m`, `12h` or `7d`. @returns milliseconds */
export const duration = (text: string): number => {
  const [, number, unit] = text.match(/^(\d+(?:\.\d+)?)([smhd])$/) ?? [];
  if (unit === undefined) {
    throw new InvalidArgumentError(`"${text}" is no time. Write e.g. 30m, 12h or 7d.`);
  }
  return Math.round(Number(number) * UNITS_MS[unit as keyof typeof UNITS_MS]);
};

/** Reads a change like `cohort.minClients=3`, and adds it to those before it. Values are JSON, or text. */
export const assignment = (
  text: string,
  before: readonly (readonly [string, unknown])[] = [],
): readonly (readonly [string, unknown])[] => {
  const [, path, written = ''] = text.match(/^([^=]+)=(.*)$/s) ?? [];
  if (path === undefined) {
    throw new InvalidArgumentError(`"${text}" is no change. Write e.g. cohort.minClients=3.`);
  }
  return [...before, [path, readValue(written)]];
};

const readValue = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
