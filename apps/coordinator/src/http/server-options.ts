import type { Server as HttpServer } from 'node:http';
import type { Limits } from '../limits.ts';

/** How often Node looks for connections that dawdle; their timeouts are only as exact as this. */
const CHECK_EVERY_MS = 2_000;

/** What Node's server must know when it is made. */
export const nodeServerOptions = ({ maxHeaderBytes, headersTimeoutMs }: Limits) => ({
  maxHeaderSize: maxHeaderBytes,
  headersTimeout: headersTimeoutMs,
  connectionsCheckingInterval: CHECK_EVERY_MS,
  // Lenient parsing is how requests are smuggled past proxies.
  insecureHTTPParser: false,
  requireHostHeader: true,
});

/** What Fastify hands on to Node's server. */
export const fastifyServerOptions = (limits: Limits) => ({
  bodyLimit: limits.maxBodyBytes,
  requestTimeout: limits.requestTimeoutMs,
  keepAliveTimeout: limits.keepAliveTimeoutMs,
  connectionTimeout: limits.idleTimeoutMs,
  maxRequestsPerSocket: limits.maxRequestsPerConnection,
});

/** What can only be set on the server itself. */
export const limitServer = (server: HttpServer, limits: Limits): void => {
  server.maxConnections = limits.maxConnections;
  server.maxHeadersCount = limits.maxHeaders;
};
