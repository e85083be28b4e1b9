import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectTestClient } from '../testing/test-client.ts';
import { startTestCoordinator } from '../testing/test-coordinator.ts';

interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

/** A collector of OTLP over HTTP, which understands JSON. */
let collector: Server;
const spans: SentSpan[] = [];

beforeAll(async () => {
  collector = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    for (const { scopeSpans } of JSON.parse(body).resourceSpans) {
      for (const scope of scopeSpans) spans.push(...scope.spans);
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => collector.once('listening', resolve));
  const { port } = collector.address() as AddressInfo;
  const coordinator = await startTestCoordinator({ otlpEndpoint: `http://127.0.0.1:${port}` });
  const { url, joinToken: token } = coordinator;
  const client = await connectTestClient({ url, token });
  const { summary } = await coordinator.createRun({ cohort: { minClients: 1 } });
  await coordinator.admin('POST', `/api/runs/${summary.runId}/start`);
  await client.report(await client.nextPlan(), 0.1);
  await client.nextPlan();
  client.close();
  // What is left is sent at the end.
  await coordinator.destroy();
}, 180_000);
afterAll(() => void collector.close());

it('traces a round with its parts and its updates, one within the other', () => {
  const round = spans.find(({ name }) => name === 'round');
  const inside = spans.filter(({ parentSpanId }) => parentSpanId === round?.spanId);
  expect(inside.map(({ name }) => name).sort()).toEqual([
    ...['aggregate', 'commit', 'evaluate', 'receive update', 'reporting'],
  ]);
  for (const { traceId, startTimeUnixNano, endTimeUnixNano } of inside) {
    expect(traceId).toBe(round?.traceId);
    expect(BigInt(startTimeUnixNano)).toBeLessThanOrEqual(BigInt(endTimeUnixNano));
    expect(BigInt(endTimeUnixNano)).toBeLessThanOrEqual(BigInt(round?.endTimeUnixNano ?? 0));
  }
  const update = inside.find(({ name }) => name === 'receive update');
  expect(update?.attributes.map(({ key }) => key).sort()).toEqual([
    ...['tributary.client', 'tributary.round', 'tributary.run', 'tributary.verdict'],
  ]);
});
