import { isIP } from 'node:net';
import { z } from 'zod';
import { defaultLimits, type LimitChanges } from '../limits.ts';

/** One thing that can be set, from a line of text. */
export interface Setting<Value> {
  /** The environment variable. */
  readonly env: string;
  /** The command-line option, without dashes; absent for what must not show in a list of processes. */
  readonly option?: string;
  /** What stands behind the option in the help; an option without it is a switch. */
  readonly takes?: string;
  /** Whether `<env>_FILE` may name a file that holds it, as Docker's secrets do. */
  readonly isSecret?: boolean;
  readonly default?: string;
  /** What it is for; a sentence without its full stop. */
  readonly about: string;
  /** What may be written, for whom wrote something else. */
  readonly allowed: string;
  readonly read: z.ZodType<Value, string>;
}

/** Of an object of numbers, and of groups of them: some of the same names, with numbers above 0. */
const numbersLike = (object: object): z.ZodType<Record<string, unknown>> =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(object).map(([name, value]) => [
        name,
        (typeof value === 'number' ? z.number().positive() : numbersLike(value)).optional(),
      ]),
    ),
  );

const namesIn = (object: object): string =>
  Object.entries(object)
    .map(([name, value]) => (typeof value === 'number' ? name : `${name} {${namesIn(value)}}`))
    .join(', ');

/** What each kind of setting may be, in words and as a schema. */
export const kinds = {
  text: { allowed: 'any text', read: z.string() },
  folder: { allowed: 'a path', read: z.string() },
  port: {
    allowed: 'a number from 0 to 65535',
    read: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().max(65_535)),
  },
  count: {
    allowed: 'a number from 0 to 100000',
    read: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().max(100_000)),
  },
  flag: {
    allowed: 'true or false',
    read: z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1'),
  },
  logLevel: {
    allowed: 'trace, debug, info, warn, error or silent',
    read: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
  },
  databaseUrl: {
    allowed: 'postgres://user:password@host:5432/database',
    read: z.string().refine((text) => schemeOf(text)?.startsWith('postgres')),
  },
  origins: {
    allowed: 'origins of pages, by commas: http:// or https:// and a host, without a path',
    read: z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .refine((parts) => parts.every(isOrigin))
      .transform((parts) => parts.map((part) => new URL(part).origin)),
  },
  /** Without a path, since pages and sockets are found from the root. */
  webUrl: {
    allowed: 'http:// or https:// and a host, without a path',
    read: z
      .string()
      .refine((text) => isOrigin(text))
      .transform((text) => new URL(text).origin),
  },
  endpoint: {
    allowed: 'an http:// or https:// address',
    read: z.string().refine((text) => /^https?:$/.test(schemeOf(text) ?? '')),
  },
  longSecret: { allowed: 'at least 16 characters, no spaces', read: z.string().regex(/^\S{16,}$/) },
  limits: {
    allowed: `JSON with numbers above 0 for some of ${namesIn(defaultLimits)}`,
    read: z
      .string()
      .transform((text, context) => {
        try {
          return JSON.parse(text);
        } catch {
          context.addIssue('no JSON');
        }
      })
      .pipe(numbersLike(defaultLimits))
      .transform((changes) => changes as LimitChanges),
  },
  proxies: {
    allowed: 'how many proxies stand in front (1 to 9), or their addresses and networks, by commas',
    read: z.union([
      z
        .string()
        .regex(/^[1-9]$/)
        .transform(Number),
      z.string().refine((text) => text.split(',').every((part) => isNetwork(part.trim()))),
    ]),
  },
} as const;

const schemeOf = (text: string): string | null =>
  URL.canParse(text) ? new URL(text).protocol : null;

const isOrigin = (text: string): boolean =>
  /^https?:$/.test(schemeOf(text) ?? '') && new URL(text).pathname === '/';

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/');
  const isLength = bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= 128);
  return isIP(address) !== 0 && isLength && rest.length === 0;
};
