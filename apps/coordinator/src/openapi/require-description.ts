import type { RouteOptions } from 'fastify';

/**
 * An `onRoute` hook: a route that is neither hidden nor described (see `describe-route.ts`) ends the start, so that
 * the interface's description cannot lack one.
 * @throws {Error} that names the route and what is missing.
 */
export const requireDescription = ({ method, url, schema }: RouteOptions): void => {
  if (schema?.hide) return;
  const responses = Object.keys(schema?.response ?? {}).map(Number);
  const missing = [
    ...(schema?.summary ? [] : ['a summary']),
    ...(schema?.tags?.length === 1 ? [] : ['a tag']),
    ...(schema?.security ? [] : ['who may ask']),
    // Or where it is to be had.
    ...(responses.some((status) => status <= 302) ? [] : ['a good answer']),
    ...(responses.includes(500) ? [] : ['its refusals']),
  ];
  if (missing.length === 0) return;
  throw new Error(
    `${method} ${url} lacks ${missing.join(', ')}. Describe it with describeRoute, or hide it.`,
  );
};
