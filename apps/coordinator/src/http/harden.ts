import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyUnderPressure from '@fastify/under-pressure';
import { addressKey } from '../gateway/limits/address-key.ts';
import type { Limits } from '../limits.ts';
import type { App } from '../routes/context.ts';
import { RefusedError } from '../routes/refused-error.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** Addresses are counted per class of route, at most so many at a time. */
const COUNTED_ADDRESSES = 20_000;
/** Whoever asks whether all is well needs no token, and is answered most of all when it is not. */
const UNCOUNTED = new Set<string | undefined>(['/api/health', '/healthz', '/readyz']);
const PROBES = new Set<string | undefined>([...UNCOUNTED, '/metrics']);

/** Security headers and request budgets for every route that is registered after it. */
export const harden = async (app: App, limits: Limits): Promise<void> => {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: contentSecurityPolicy(),
    // Cross-origin isolation, for SharedArrayBuffer in the training worker.
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  });
  await app.register(fastifyRateLimit, {
    global: true,
    cache: COUNTED_ADDRESSES,
    timeWindow: '1 minute',
    keyGenerator: ({ method, routeOptions, ip }) =>
      `${routeClassOf(method, routeOptions.url)} ${addressKey(ip)}`,
    max: ({ method, routeOptions }) =>
      limits.requestsPerMinute[routeClassOf(method, routeOptions.url)],
    allowList: ({ routeOptions }) => UNCOUNTED.has(routeOptions.url),
    errorResponseBuilder: () => new RefusedError('too-many-requests'),
  });
};

/**
 * Answers 503 while the event loop, the heap or the process is beyond its limit. Registered once everything is open:
 * what a start takes is no overload.
 */
export const shedLoad = async (app: App, limits: Limits): Promise<void> => {
  await app.register(fastifyUnderPressure, {
    maxEventLoopDelay: limits.maxEventLoopDelayMs,
    maxHeapUsedBytes: limits.maxHeapBytes,
    maxRssBytes: limits.maxRssBytes,
    // A mean over this long: one slow step among many is no overload either.
    sampleInterval: 5_000,
    pressureHandler: async (request, reply) => {
      if (PROBES.has(request.routeOptions.url)) return;
      reply.header('retry-after', limits.retryAfterSeconds);
      throw new RefusedError('overloaded');
    },
  });
};

export type RouteClass = keyof Limits['requestsPerMinute'];

const DOWNLOADS = /^\/api\/(checkpoints\/|runs\/:runId\/shards)/;
const ASSETS = /^(\/join(\/library)?)?\/assets\//;

/**
 * What a request asks for, as far as budgets go.
 * @param route the route that was found, since an address can be written in many ways; undefined for none
 */
export const routeClassOf = (method: string, route: string | undefined): RouteClass => {
  if (route === undefined) return 'pages';
  if (route === '/api/session' && method === 'POST') return 'signIn';
  if (DOWNLOADS.test(route)) return 'downloads';
  if (ASSETS.test(route)) return 'assets';
  return route.startsWith('/api/') || route === '/metrics' ? 'api' : 'pages';
};
