import { parseArgs } from 'node:util';
import manifest from '../package.json' with { type: 'json' };

/** The coordinator's release. */
export const VERSION = manifest.version;

/** How a coordinator is set up. Every field has its command-line option. */
export interface CoordinatorConfig {
  readonly host: string;
  readonly port: number;
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
  /** The admin token; one is made and kept in the database when absent. */
  readonly adminToken?: string | undefined;
  readonly logLevel: string;
}

export const HELP = `Usage: tributary coordinator [options]

  --port <n>         port to listen on (8080; 0 picks a free one)
  --host <address>   address to listen on (127.0.0.1; 0.0.0.0 lets other devices in)
  --state-dir <dir>  database, checkpoints and updates (.tributary)
  --data-dir <dir>   data sets for evaluation and demo shards
  --https            serve over TLS with a self-signed certificate
  --offline          never download a data set
  --log-level <l>    trace, debug, info, warn, error, silent (info)
  --help             show this

Environment: DATABASE_URL (a PostgreSQL server instead of the embedded database),
TRIBUTARY_DATA_DIR (like --data-dir), TRIBUTARY_ADMIN_TOKEN (instead of a generated one).
`;

/**
 * Reads the options; null when help was asked for.
 * @throws {Error} that names the option which is wrong.
 */
export const parseConfig = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CoordinatorConfig | null => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '8080' },
      host: { type: 'string', default: '127.0.0.1' },
      'state-dir': { type: 'string', default: '.tributary' },
      'data-dir': { type: 'string' },
      https: { type: 'boolean', default: false },
      offline: { type: 'boolean', default: false },
      'log-level': { type: 'string', default: 'info' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not "${values.port}".`);
  }
  return {
    host: values.host,
    port,
    stateDir: values['state-dir'],
    databaseUrl: env.DATABASE_URL,
    dataDir: values['data-dir'] ?? env.TRIBUTARY_DATA_DIR,
    offline: values.offline,
    https: values.https,
    adminToken: env.TRIBUTARY_ADMIN_TOKEN,
    logLevel: values['log-level'],
  };
};
