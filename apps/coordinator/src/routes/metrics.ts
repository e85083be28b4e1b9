import type { Registry } from 'prom-client';
import type { CoordinatorConfig } from '../config.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import type { AccessGuard } from '../security/access-guard.ts';
import { sameSecret } from '../security/tokens.ts';
import { type App, bearerToken } from './context.ts';
import { RefusedError } from './refused-error.ts';

interface MetricsAccess {
  readonly registry: Registry;
  readonly config: Pick<CoordinatorConfig, 'metricsToken'>;
  readonly access: Pick<AccessGuard, 'whoIs'>;
}

const schema = describeRoute(
  {
    ...{ tag: 'health', opens: 'prometheus', sends: 'text/plain' },
    summary: 'Metrics for Prometheus',
    answer: "The metrics in Prometheus's text format.",
  },
  {},
);

/** For Prometheus, with its own token, and for whoever is signed in. Not by address: behind a proxy everybody is near. */
export const metricsRoutes = (app: App, { registry, config, access }: MetricsAccess): void => {
  app.get('/metrics', { schema }, async (request, reply) => {
    const token = bearerToken(request.headers.authorization) ?? '';
    const isKnown = config.metricsToken !== undefined && sameSecret(token, config.metricsToken);
    if (!isKnown && (await access.whoIs(request)) === null) throw new RefusedError('not-signed-in');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
};
