import { join } from 'node:path';
import { createDividedData } from '@tributary/model-zoo/node';
import { createClock } from './clock.ts';
import type { CoordinatorConfig } from './config.ts';
import { createEvaluator } from './evaluation/evaluator.ts';
import { createReporter } from './evaluation/reporter.ts';
import { createRootTrainer } from './evaluation/root-trainer.ts';
import { createFolder } from './folding/folder.ts';
import { createClientPort, openGateway } from './gateway/gateway.ts';
import { createCallers, trustedProxies } from './gateway/limits/callers.ts';
import { createSessions } from './gateway/sessions.ts';
import { createApp } from './http/create-app.ts';
import { shedLoad } from './http/harden.ts';
import { type Limits, limitsWith } from './limits.ts';
import { reach } from './reach.ts';
import { auditRoutes, guardChanges } from './routes/audit.ts';
import { checkpointReportRoutes } from './routes/checkpoint-report.ts';
import { checkpointRoutes } from './routes/checkpoints.ts';
import { clientRoutes } from './routes/clients.ts';
import type { App, RouteContext } from './routes/context.ts';
import { currentCheckpointRoutes } from './routes/current-checkpoint.ts';
import { demoDataRoutes } from './routes/demo-data.ts';
import { demoSampleRoutes } from './routes/demo-samples.ts';
import { createDemoShards } from './routes/demo-shards.ts';
import { healthRoutes } from './routes/health.ts';
import { joinRoutes } from './routes/join.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { modelUploadRoutes } from './routes/model-upload.ts';
import { pageRoutes } from './routes/pages.ts';
import { partitionPreviewRoutes } from './routes/partition-preview.ts';
import { runCheckpointRoutes } from './routes/run-checkpoints.ts';
import { runRoutes } from './routes/runs.ts';
import { sessionRoutes } from './routes/session.ts';
import { openRuns } from './runner/runs.ts';
import { createAccessGuard } from './security/access-guard.ts';
import { openJoinTokens } from './security/join-tokens.ts';
import { openRoleSecrets, type RoleSecrets } from './security/role-secrets.ts';
import { createRoleSessions } from './security/role-sessions.ts';
import { createTokenSigner, makeSecret } from './security/tokens.ts';
import { createWrongTokens } from './security/wrong-tokens.ts';
import { openBlobStore } from './storage/blob-store.ts';
import { ownsFolder } from './storage/claim-folder.ts';
import { openSnapshots } from './storage/snapshots.ts';
import type { Storage } from './storage/storage.ts';
import type { Stores } from './storage/stores.ts';
import { createTraffic } from './storage/traffic.ts';
import { registerGauges } from './telemetry/gauges.ts';
import { measureStorage, measureTraffic } from './telemetry/measure.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { isAnswering } from './telemetry/probe.ts';
import { watchRuns } from './telemetry/watch-runs.ts';

export interface Coordinator {
  readonly app: App;
  /** What an admin signs in with; null when only its hash was kept. */
  readonly adminToken: string | null;
  readonly adminTokenSource: RoleSecrets['adminTokenSource'];
  /** A join token for any run, valid for a week. */
  readonly joinToken: string;
}

/**
 * Assembles a coordinator without listening. Closing `app` closes everything that it was given.
 * @param opening the database's stores, which may still be opening
 */
export const buildCoordinator = async (
  config: CoordinatorConfig,
  opening: Promise<Stores>,
): Promise<Coordinator> => {
  const limits = limitsWith(config.limits);
  const app = await createApp(config, limits);
  const stores = await opening;
  reach('start.migrated');
  const parts = await openParts(app, { config, limits, stores });
  await shedLoad(app, limits);
  await app.register(async (scope) => addRoutes(scope as App, parts));
  await pageRoutes(app);
  app.addHook('preClose', () => parts.gateway.close());
  app.addHook('onClose', () => closeParts(parts));
  const { secrets, joinTokens } = parts;
  const { adminToken, adminTokenSource } = secrets;
  return { app, adminToken, adminTokenSource, joinToken: await joinTokens.issueAtStart() };
};

interface PartOptions {
  readonly config: CoordinatorConfig;
  readonly limits: Limits;
  readonly stores: Stores;
}

/** Everything that a coordinator is made of. */
const openParts = async (app: App, { config, limits, stores }: PartOptions) => {
  const metrics = createMetrics();
  const storage = measureStorage(stores.storage, metrics);
  const clock = createClock();
  const { now } = clock;
  const accessStore = stores.access;
  const guards = await openGuards(app, { config, limits, storage, accessStore, now });
  const blobFolder = join(config.stateDir, 'checkpoints');
  const spoolFolder = join(config.stateDir, 'spool');
  const blobs = openBlobStore(blobFolder);
  const sessions = createSessions();
  const workers = {
    folder: createFolder(),
    evaluator: createEvaluator({ ...config, blobs }),
    reporter: createReporter({ ...config, blobs }),
    rootTrainer: createRootTrainer({ ...config, blobs }),
  };
  const traffic = measureTraffic(createTraffic(), metrics);
  const shared = { ...workers, storage, blobs, traffic, spoolFolder, sessions, now, log: app.log };
  const clients = createClientPort(sessions);
  const runs = await openRuns({
    ...{ ...shared, clock, blobFolder, clients },
    snapshots: openSnapshots(join(config.stateDir, 'snapshots')),
    keepUpdates: config.keepUpdates ?? 0,
    ownsBlobs: () => ownsFolder(blobFolder, shared),
  });
  const watch = await watchRuns({ ...shared, runs, metrics, config });
  const { onUploadStep } = watch;
  const { allowedOrigins = [] } = config;
  const callers = createCallers(trustedProxies(config.trustProxy));
  const gateway = openGateway({
    ...{ ...shared, ...guards, server: app.server, runs, limits, callers },
    ...{ allowedOrigins, onUploadStep },
  });
  const isDatabaseUp = () => isAnswering(storage);
  const { uploadsInProgress } = gateway;
  registerGauges({ ...metrics, ...shared, runs, uploadsInProgress, isDatabaseUp });
  return { ...shared, ...guards, ...metrics, config, runs, watch, gateway, isDatabaseUp };
};

type Parts = Awaited<ReturnType<typeof openParts>>;

interface GuardOptions {
  readonly config: CoordinatorConfig;
  readonly limits: Limits;
  readonly storage: Storage;
  readonly accessStore: Stores['access'];
  readonly now: () => number;
}

/** Who may come in: admins and viewers by secrets and sessions, clients by join tokens. */
const openGuards = async (
  app: App,
  { config, limits, storage, accessStore, now }: GuardOptions,
) => {
  const signer = createTokenSigner(await storage.setting('signing-key', makeSecret()));
  const secrets = await openRoleSecrets({
    ...{ ...config, store: accessStore },
    wrongTokens: createWrongTokens(limits, now),
  });
  const joinTokens = await openJoinTokens({ store: accessStore, signer, now });
  const sessions = createRoleSessions({ store: accessStore, now, after: secrets.settle });
  const access = createAccessGuard({ app, secrets, sessions });
  return { accessStore, secrets, joinTokens, access };
};

const addRoutes = (app: App, parts: Parts): void => {
  const { folder, gateway } = parts;
  const data = createDividedData(parts.config);
  const demoShards = createDemoShards(data, limitsWith(parts.config.limits));
  const context: RouteContext = { ...parts, data, demoShards };
  guardChanges(app, context);
  sessionRoutes(app, context);
  runRoutes(app, context);
  checkpointRoutes(app, context);
  modelUploadRoutes(app, context);
  runCheckpointRoutes(app, context);
  checkpointReportRoutes(app, context);
  currentCheckpointRoutes(app, context);
  clientRoutes(app, context);
  joinRoutes(app, context);
  demoDataRoutes(app, context);
  demoSampleRoutes(app, context);
  partitionPreviewRoutes(app, context);
  auditRoutes(app, context);
  healthRoutes(app, {
    isDatabaseUp: parts.isDatabaseUp,
    isFoldingSound: () => folder.isSound,
    isClosing: () => gateway.isClosing,
  });
  metricsRoutes(app, parts);
};

/** The sockets are closed already, so that nobody is answered by half a coordinator; the database is last. */
const closeParts = async (parts: Parts): Promise<void> => {
  const { runs, folder, evaluator, reporter, rootTrainer, secrets, storage, watch } = parts;
  await runs.close();
  await Promise.all([folder.close(), evaluator.close(), reporter.close(), rootTrainer.close()]);
  await secrets.close();
  await storage.close();
  await watch.close();
};
