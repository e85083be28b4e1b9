import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { DividedData } from '@tributary/model-zoo/node';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { CoordinatorConfig } from '../config.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Sessions } from '../gateway/sessions.ts';
import type { Runs } from '../runner/runs.ts';
import type { TokenSigner } from '../security/tokens.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import type { Storage } from '../storage/storage.ts';
import type { Traffic } from '../storage/traffic.ts';
import type { DemoShards } from './demo-shards.ts';

/** The app as routes see it: bodies and answers are typed by their zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What the routes work with. */
export interface RouteContext {
  readonly config: CoordinatorConfig;
  readonly runs: Runs;
  readonly sessions: Sessions;
  readonly gateway: Gateway;
  readonly storage: Storage;
  readonly blobs: BlobStore;
  readonly traffic: Traffic;
  readonly signer: TokenSigner;
  readonly data: DividedData;
  readonly demoShards: DemoShards;
  readonly admin: AdminGuard;
  readonly now: () => number;
}

export interface AdminGuard {
  /** Whether the headers carry an admin's session cookie or bearer token. */
  isAdmin(headers: IncomingHttpHeaders): boolean;
  /** A `preHandler` that refuses everyone else. */
  require(request: FastifyRequest): Promise<void>;
  /** Whether this is the admin token. */
  accepts(token: string): boolean;
  /** A session cookie's value; it ends after the time given, or when the admin token changes. */
  issueSession(lifeMs: number): string;
}

export const bearerToken = (authorization: string | undefined): string | undefined =>
  authorization?.match(/^Bearer (\S+)$/)?.[1];
