import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import manifest from '../package.json' with { type: 'json' };
import type { Setting } from './config/setting.ts';
import { settings } from './config/settings.ts';
import type { LimitChanges } from './limits.ts';

/** The coordinator's release. */
export const VERSION = manifest.version;

/** How a coordinator is set up; `config/settings.ts` says how each field is set. */
export interface CoordinatorConfig {
  readonly host: string;
  readonly port: number;
  /** Where devices reach it, e.g. `https://learn.example.org`. */
  readonly publicUrl?: string | undefined;
  /** How many proxies stand in front, or which: only what they say of a caller is believed. */
  readonly trustProxy?: number | string | undefined;
  /** Of pages elsewhere that may join, e.g. `https://clinic.example.org`; without it the coordinator's own only. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Database, checkpoints, spooled updates and secrets lie here. */
  readonly stateDir: string;
  /** A PostgreSQL URL; PGlite in `stateDir` when absent. */
  readonly databaseUrl?: string | undefined;
  /** Where data sets lie, for central evaluation and demo shards. */
  readonly dataDir?: string | undefined;
  /** Never download a data set. */
  readonly offline: boolean;
  /** Serve over TLS with a self-signed certificate made at start. */
  readonly https: boolean;
  /** The admin token; one is made and kept in a file in `stateDir` when absent. */
  readonly adminToken?: string | undefined;
  /** Opens `/metrics` and nothing else. */
  readonly metricsToken?: string | undefined;
  /** Where traces are sent; none are made when absent. */
  readonly otlpEndpoint?: string | undefined;
  /** The viewer token; nobody is a viewer when absent. */
  readonly viewerToken?: string | undefined;
  /** The updates of so many newest committed rounds of each run stay, for `replay`; none when absent. */
  readonly keepUpdates?: number | undefined;
  readonly logLevel: string;
  /** Instead of the defaults. */
  readonly limits?: LimitChanges | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Options = Readonly<Record<string, string | boolean | undefined>>;

/**
 * Reads the options and the environment; null when help was asked for.
 * @throws {Error} that names every setting which is wrong, and what it may be.
 */
export const parseConfig = (
  args: readonly string[],
  env: Environment,
): CoordinatorConfig | null => {
  const options = parseOptions(args);
  if (options.help) return null;
  const faults: string[] = [];
  const values = Object.entries<Setting<unknown>>(settings).map(([name, setting]) => {
    try {
      return [name, readValue(setting, options, env)];
    } catch (error) {
      faults.push((error as Error).message);
      return [name, undefined];
    }
  });
  if (faults.length === 0) return Object.fromEntries(values) as unknown as CoordinatorConfig;
  throw new Error(['The coordinator cannot start with these settings:', ...faults].join('\n  '));
};

const parseOptions = (args: readonly string[]): Options => {
  const known = Object.values<Setting<unknown>>(settings).flatMap(({ option, takes }) =>
    option === undefined
      ? []
      : [[option, { type: takes === undefined ? 'boolean' : 'string' } as const] as const],
  );
  const help = { type: 'boolean' } as const;
  return parseArgs({ args: [...args], options: { help, ...Object.fromEntries(known) } }).values;
};

const readValue = (setting: Setting<unknown>, options: Options, env: Environment): unknown => {
  const written = writtenValue(setting, options, env);
  if (written === undefined) {
    return setting.default === undefined ? undefined : setting.read.parse(setting.default);
  }
  const read = setting.read.safeParse(written.text);
  if (read.success) return read.data;
  const shown = setting.isSecret ? 'not as it must be' : `"${written.text}"`;
  throw new Error(`${written.source} is ${shown}. Allowed: ${setting.allowed}.`);
};

/** The option, else the variable, else the file that the other variable names; an empty variable is none. */
const writtenValue = (
  { env: name, option, isSecret }: Setting<unknown>,
  options: Options,
  env: Environment,
): { readonly text: string; readonly source: string } | undefined => {
  const chosen = option === undefined ? undefined : options[option];
  if (chosen !== undefined) return { text: String(chosen), source: `--${option}` };
  const file = isSecret ? env[`${name}_FILE`] : undefined;
  if (env[name] && file)
    throw new Error(`${name} and ${name}_FILE are both set. Keep one of them.`);
  if (env[name]) return { text: env[name], source: name };
  return file ? { text: readSecret(`${name}_FILE`, file), source: `${name}_FILE` } : undefined;
};

/** A line break at the end is the editor's, not the secret's. */
const readSecret = (name: string, path: string): string => {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${name} names "${path}", which cannot be read (${code}).`, { cause: error });
  }
};
