import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DividedData } from '@tributary/model-zoo/node';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { CoordinatorConfig } from '../config.ts';
import type { Reporter } from '../evaluation/reporter.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Sessions } from '../gateway/sessions.ts';
import type { Runs } from '../runner/runs.ts';
import type { AccessGuard } from '../security/access-guard.ts';
import type { JoinTokens } from '../security/join-tokens.ts';
import type { AccessStore } from '../storage/access-store.ts';
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
  readonly reporter: Reporter;
  readonly traffic: Traffic;
  readonly joinTokens: JoinTokens;
  readonly data: DividedData;
  readonly demoShards: DemoShards;
  readonly access: AccessGuard;
  readonly accessStore: AccessStore;
  readonly now: () => number;
  readonly log: FastifyBaseLogger;
}

export const bearerToken = (authorization: string | undefined): string | undefined =>
  authorization?.match(/^Bearer (\S+)$/)?.[1];
