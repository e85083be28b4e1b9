import type { CoordinatorConfig } from '../config.ts';
import { kinds, type Setting } from './setting.ts';

/** Everything that can be set: parsing, `--help` and the table in docs/operations.md come from here. */
export const settings: {
  readonly [Name in keyof CoordinatorConfig]-?: Setting<
    Exclude<CoordinatorConfig[Name], undefined>
  >;
} = {
  port: {
    ...{ env: 'TRIBUTARY_PORT', option: 'port', takes: 'n', default: '8080', ...kinds.port },
    about: 'port to listen on; 0 picks a free one',
  },
  host: {
    ...{ env: 'TRIBUTARY_HOST', option: 'host', takes: 'address', default: '127.0.0.1' },
    ...kinds.text,
    about: 'address to listen on; 0.0.0.0 lets other devices in',
  },
  publicUrl: {
    ...{ env: 'TRIBUTARY_PUBLIC_URL', option: 'public-url', takes: 'url', ...kinds.webUrl },
    about: 'under which address devices reach it, for join links; by default, as it was asked for',
  },
  trustProxy: {
    ...{ env: 'TRIBUTARY_TRUST_PROXY', option: 'trust-proxy', takes: 'proxies', ...kinds.proxies },
    about:
      'reverse proxies that are believed about who calls and how (X-Forwarded-…); by default none',
  },
  allowedOrigins: {
    ...{ env: 'TRIBUTARY_ALLOWED_ORIGINS', option: 'allowed-origins', takes: 'origins' },
    ...kinds.origins,
    about: 'pages elsewhere that may join with the client library; by default only its own',
  },
  https: {
    ...{ env: 'TRIBUTARY_HTTPS', option: 'https', default: 'false', ...kinds.flag },
    about: 'serve over TLS with a self-signed certificate',
  },
  stateDir: {
    ...{ env: 'TRIBUTARY_STATE_DIR', option: 'state-dir', takes: 'dir', default: '.tributary' },
    ...kinds.folder,
    about: 'folder for database, checkpoints, updates and secrets',
  },
  databaseUrl: {
    ...{ env: 'DATABASE_URL', isSecret: true, ...kinds.databaseUrl },
    about: 'a PostgreSQL server instead of the embedded database',
  },
  dataDir: {
    ...{ env: 'TRIBUTARY_DATA_DIR', option: 'data-dir', takes: 'dir', ...kinds.folder },
    about: 'folder with data sets, for evaluation and demo shards',
  },
  offline: {
    ...{ env: 'TRIBUTARY_OFFLINE', option: 'offline', default: 'false', ...kinds.flag },
    about: 'never download a data set',
  },
  keepUpdates: {
    ...{ env: 'TRIBUTARY_KEEP_UPDATES', option: 'keep-updates', takes: 'n', default: '0' },
    ...kinds.count,
    about:
      "of how many of each run's last rounds the updates are kept, so that replay can redo them",
  },
  adminToken: {
    ...{ env: 'TRIBUTARY_ADMIN_TOKEN', isSecret: true, ...kinds.longSecret },
    about:
      'what an admin signs in with; one is made and kept in a file of the state folder otherwise',
  },
  viewerToken: {
    ...{ env: 'TRIBUTARY_VIEWER_TOKEN', isSecret: true, ...kinds.longSecret },
    about: 'what those sign in with who may look but change nothing; without it there are none',
  },
  metricsToken: {
    ...{ env: 'TRIBUTARY_METRICS_TOKEN', isSecret: true, ...kinds.longSecret },
    about:
      'bearer token that opens /metrics, and nothing else; whoever is signed in may read it as well',
  },
  otlpEndpoint: {
    ...{ env: 'OTEL_EXPORTER_OTLP_ENDPOINT', ...kinds.endpoint },
    about: 'OpenTelemetry collector (OTLP over HTTP) that gets a trace of every round',
  },
  limits: {
    ...{ env: 'TRIBUTARY_LIMITS', ...kinds.limits },
    about: 'limits on what strangers may do that replace the defaults of limits.ts',
  },
  logLevel: {
    ...{ env: 'TRIBUTARY_LOG_LEVEL', option: 'log-level', takes: 'level', default: 'info' },
    ...kinds.logLevel,
    about: 'how much to log: trace, debug, info, warn, error or silent',
  },
};
