import fastifyCookie from '@fastify/cookie';
import fastifyCors, { type FastifyCorsOptions } from '@fastify/cors';
import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import fastify, { LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { CoordinatorConfig } from '../config.ts';
import { trustedProxies } from '../gateway/limits/callers.ts';
import type { Limits } from '../limits.ts';
import { documentOptions } from '../openapi/document.ts';
import { requireDescription } from '../openapi/require-description.ts';
import type { App } from '../routes/context.ts';
import { makeCertificate } from '../security/certificate.ts';
import { answerError } from './answer-error.ts';
import { harden } from './harden.ts';
import { logOptions } from './log-options.ts';
import { fastifyServerOptions, limitServer, nodeServerOptions } from './server-options.ts';

/** On plain http in a local network there is nothing to upgrade to: the scripts would not load. */
const transformStaticCSP = (header: string): string =>
  header.replace(/\s*upgrade-insecure-requests;?/, '');

/**
 * Pages elsewhere may read what a client reads. Never with cookies, so that they are nobody there, and
 * the routes that change something still refuse them.
 */
const crossOrigin = (allowedOrigins: readonly string[]): FastifyCorsOptions => ({
  origin: [...allowedOrigins],
  methods: ['GET', 'HEAD'],
  allowedHeaders: ['authorization'],
  maxAge: PREFLIGHT_SECONDS,
});

/** How long a browser need not ask again whether it may ask. */
const PREFLIGHT_SECONDS = 600;

/** Fastify with the schemas, headers and limits that every route shares. */
export const createApp = async (config: CoordinatorConfig, limits: Limits): Promise<App> => {
  const node = nodeServerOptions(limits);
  const app = fastify({
    logger: logOptions(config.logLevel),
    logController: new LogController({ disableRequestLogging: true }),
    ...fastifyServerOptions(limits),
    trustProxy: trustedProxies(config.trustProxy),
    ...(config.https
      ? { https: { ...node, ...(await makeCertificate(config.host)) } }
      : { http: node }),
    // A slow download must not hold up the end; clients ask for it again.
    forceCloseConnections: true,
  }) as unknown as App;
  limitServer(app.server, limits);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  app.decorateRequest('actor', null);
  await app.register(fastifyCookie);
  await harden(app, limits);
  if (config.allowedOrigins) await app.register(fastifyCors, crossOrigin(config.allowedOrigins));
  app.addHook('onRoute', requireDescription);
  await app.register(fastifySwagger, documentOptions);
  await app.register(fastifySwaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    transformStaticCSP,
  });
  return app;
};
