import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Access, type ApiClient, createApiClient } from '@tributary/api-client';
import { trustingFetch } from '@tributary/api-client/node';
import { type Command, Option } from 'commander';
import { interruption } from './interruption.ts';
import { createOutput, type Output } from './output.ts';
import { UsageError } from './usage-error.ts';

const DEFAULT_URL = 'http://localhost:8080';

/** What every command that asks a coordinator takes. */
export interface ConnectionFlags {
  readonly url: string;
  readonly token?: string;
  readonly insecure?: boolean;
  readonly json?: boolean;
}

/** What such a command works with. */
export interface Connection {
  readonly api: ApiClient;
  readonly access: Access;
  readonly output: Output;
  readonly signal: AbortSignal;
}

export const withJson = (command: Command): Command =>
  command.option('--json', 'print what is for programs: JSON, a line each');

/** Adds the options that `connect` reads. */
export const withConnection = (command: Command): Command =>
  withJson(
    command
      .addOption(
        new Option('--url <url>', "the coordinator's address")
          .env('TRIBUTARY_URL')
          .default(DEFAULT_URL),
      )
      .addOption(
        new Option(
          '--token <token>',
          'the admin token, or the viewer token to look; for a coordinator on this machine it is found in its state folder',
        ).env('TRIBUTARY_ADMIN_TOKEN'),
      )
      .option('--insecure', 'accept a self-signed certificate'),
  );

/** @throws {UsageError} when no token is known */
export const connect = ({ url, token, insecure, json }: ConnectionFlags): Connection => {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new UsageError(`"${url}" is no address. Give --url, e.g. ${DEFAULT_URL}.`);
  }
  const { origin } = new URL(url);
  const signal = interruption();
  const access = { url: origin, token: token || tokenFor(origin), acceptSelfSigned: insecure };
  return {
    access,
    api: createApiClient({ ...access, signal, fetch: insecure ? trustingFetch : undefined }),
    output: createOutput({ json }),
    signal,
  };
};

/** A token in a file is sent to this machine alone: it is that of the coordinator that runs here. */
const tokenFor = (origin: string): string => {
  const file = process.env.TRIBUTARY_ADMIN_TOKEN_FILE;
  if (file) return readToken(file);
  if (['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname)) {
    const kept = join(process.env.TRIBUTARY_STATE_DIR || '.tributary', 'admin-token');
    try {
      return readToken(kept);
    } catch {
      // Then it has to be given.
    }
  }
  throw new UsageError(
    'The admin token is missing. Give --token, or set TRIBUTARY_ADMIN_TOKEN or TRIBUTARY_ADMIN_TOKEN_FILE.',
  );
};

const readToken = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new UsageError(`The admin token cannot be read: ${(error as Error).message}.`);
  }
};
