import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import { createDividedData } from '@tributary/model-zoo/node';
import { JOIN_TOKEN_LIFE_MS, reject, rejections } from '@tributary/protocol';
import fastify, { type FastifyError, LogController } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { type CoordinatorConfig, VERSION } from './config.ts';
import { createEvaluator } from './evaluation/evaluator.ts';
import { createRootTrainer } from './evaluation/root-trainer.ts';
import { createFolder } from './folding/folder.ts';
import { createClientPort, openGateway } from './gateway/gateway.ts';
import { createSessions } from './gateway/sessions.ts';
import { checkpointRoutes } from './routes/checkpoints.ts';
import { clientRoutes } from './routes/clients.ts';
import type { App, RouteContext } from './routes/context.ts';
import { demoDataRoutes } from './routes/demo-data.ts';
import { createDemoShards } from './routes/demo-shards.ts';
import { joinRoutes } from './routes/join.ts';
import { pageRoutes } from './routes/pages.ts';
import { partitionPreviewRoutes } from './routes/partition-preview.ts';
import { RefusedError } from './routes/refused-error.ts';
import { runRoutes } from './routes/runs.ts';
import { sessionRoutes } from './routes/session.ts';
import { openRuns } from './runner/runs.ts';
import { createAdminGuard } from './security/admin-guard.ts';
import { makeCertificate } from './security/certificate.ts';
import { createTokenSigner, makeSecret } from './security/tokens.ts';
import { openBlobStore } from './storage/blob-store.ts';
import { openDatabase } from './storage/database.ts';
import { createSqlStorage } from './storage/sql-storage.ts';
import { createTraffic } from './storage/traffic.ts';

export interface Coordinator {
  readonly app: App;
  /** What a person signs in with. */
  readonly adminToken: string;
  /** A join token for any run, valid for a week. */
  readonly joinToken: string;
}

/** Assembles a coordinator without listening. Closing `app` closes everything that it opened. */
export const buildCoordinator = async (config: CoordinatorConfig): Promise<Coordinator> => {
  const app = await createApp(config);
  const storage = createSqlStorage(await openDatabase(config));
  const signer = createTokenSigner(await storage.setting('signing-key', makeSecret()));
  const adminToken = config.adminToken ?? (await storage.setting('admin-token', makeSecret()));
  const blobFolder = join(config.stateDir, 'checkpoints');
  const spoolFolder = join(config.stateDir, 'spool');
  const blobs = openBlobStore(blobFolder);
  const sessions = createSessions();
  const folder = createFolder();
  const evaluator = createEvaluator({ ...config, blobs });
  const rootTrainer = createRootTrainer({ ...config, blobs });
  const traffic = createTraffic();
  const now = () => Date.now();

  await app.register(fastifyCookie, { secret: await storage.setting('cookie-key', makeSecret()) });
  const admin = createAdminGuard(app, adminToken, now);
  const shared = { storage, blobs, traffic, folder, spoolFolder, now, log: app.log };
  const clients = createClientPort(sessions);
  const runs = await openRuns({ ...shared, blobFolder, evaluator, rootTrainer, clients });
  const gateway = openGateway({
    ...shared,
    server: app.server,
    sessions,
    runs,
    signer,
    isAdmin: ({ headers }, token) =>
      admin.isAdmin(headers) || (typeof token === 'string' && admin.accepts(token)),
  });

  const data = createDividedData(config);
  const context: RouteContext = {
    ...shared,
    config,
    runs,
    sessions,
    gateway,
    signer,
    data,
    demoShards: createDemoShards(data),
    admin,
  };
  await app.register(async (scope) => {
    sessionRoutes(scope as App, context);
    runRoutes(scope as App, context);
    checkpointRoutes(scope as App, context);
    clientRoutes(scope as App, context);
    joinRoutes(scope as App, context);
    demoDataRoutes(scope as App, context);
    partitionPreviewRoutes(scope as App, context);
  });
  await pageRoutes(app);

  // The sockets first, so that nobody is answered by half a coordinator; the database last.
  app.addHook('preClose', () => gateway.close());
  app.addHook('onClose', async () => {
    await runs.close();
    await Promise.all([folder.close(), evaluator.close(), rootTrainer.close()]);
    await storage.close();
  });
  const joinToken = signer.signJoin({ expiresAt: now() + JOIN_TOKEN_LIFE_MS });
  return { app, adminToken, joinToken };
};

/** Fastify with the schemas, headers and limits that every route shares. */
const createApp = async (config: CoordinatorConfig): Promise<App> => {
  const app = fastify({
    logger: {
      level: config.logLevel,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
    },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 256 * 1024,
    https: config.https ? await makeCertificate(config.host) : null,
    // A slow download must not hold up the end; clients ask for it again.
    forceCloseConnections: true,
  }) as unknown as App;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  await app.register(fastifyHelmet, helmetOptions);
  await app.register(fastifyRateLimit, {
    global: false,
    errorResponseBuilder: () => new RefusedError('too-many-requests'),
  });
  await app.register(fastifySwagger, {
    openapi: {
      info: { title: 'Tributary coordinator', version: VERSION },
      components: {
        securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(fastifySwaggerUi, { routePrefix: '/docs', staticCSP: true });
  return app;
};

const helmetOptions = {
  contentSecurityPolicy: {
    directives: {
      'default-src': ["'self'"],
      // tfjs compiles its kernels at run time.
      'script-src': ["'self'", "'wasm-unsafe-eval'"],
      // The component library writes its colours into a style element.
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:'],
      'worker-src': ["'self'", 'blob:'],
      'connect-src': ["'self'"],
      // On plain http in a local network there is nothing to upgrade to.
      'upgrade-insecure-requests': null,
    },
  },
  // Cross-origin isolation, for SharedArrayBuffer in the training worker.
  crossOriginEmbedderPolicy: { policy: 'require-corp' as const },
  crossOriginOpenerPolicy: { policy: 'same-origin' as const },
};

/** Every error becomes a rejection from the closed table. */
const answerError: Parameters<App['setErrorHandler']>[0] = (error, request, reply) => {
  const rejection = rejectionOf(error as FastifyError, request.url);
  if (rejection.code === 'internal-error') request.log.error({ err: error }, 'request failed');
  return reply.code(rejections[rejection.code].status).send(rejection);
};

const rejectionOf = (error: FastifyError, url: string) => {
  if (error instanceof RefusedError) return error.rejection;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const detail = error.validation
      .map(
        ({ instancePath, message }) => `${instancePath.slice(1).replaceAll('/', '.')}: ${message}`,
      )
      .join('; ');
    return reject(url === '/api/runs' ? 'invalid-config' : 'malformed', detail.slice(0, 500));
  }
  if (error.statusCode === 413) return reject('too-large');
  if (error.statusCode === 429) return reject('too-many-requests');
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return reject('malformed', error.message);
  }
  return reject('internal-error');
};
