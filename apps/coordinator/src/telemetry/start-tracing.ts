import type { Tracer } from '@opentelemetry/api';
import { VERSION } from '../config.ts';

export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what is left. */
  close(): Promise<void>;
}

/**
 * Sends spans to an OpenTelemetry collector, over HTTP, in batches; a collector that is away holds nothing up.
 * The SDK is loaded here and nowhere else, so that it costs nothing where nobody wants traces.
 * @param endpoint the collector's address, e.g. `http://localhost:4318`
 */
export const startTracing = async (endpoint: string): Promise<Tracing> => {
  const [{ TracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, resources] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const provider = new TracerProvider({
    resource: resources.resourceFromAttributes({
      'service.name': 'tributary-coordinator',
      'service.version': VERSION,
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }) })],
  });
  return { tracer: provider.getTracer('tributary', VERSION), close: () => provider.shutdown() };
};
