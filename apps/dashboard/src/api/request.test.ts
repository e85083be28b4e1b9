import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reject } from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OutdatedPageError } from './outdated-page-error.ts';
import { RequestError, request } from './request.ts';

const answers: Record<string, readonly [status: number, body: string]> = {
  '/fine': [200, '{"count":3}'],
  '/newer': [200, '{"counts":[3]}'],
  '/refused': [400, JSON.stringify(reject('invalid-config', 'rounds: too many'))],
  '/odd': [500, '<h1>Oops</h1>'],
  '/proxy': [502, 'Bad gateway'],
};
const countSchema = z.object({ count: z.number() });

let server: Server;
let base = '';
beforeAll(async () => {
  server = createServer((incoming, response) => {
    const [status, body] = answers[incoming.url ?? ''] ?? [404, ''];
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

const failure = async (path: string): Promise<unknown> =>
  request(countSchema, path).catch((error: unknown) => error);

describe('request', () => {
  it('gives the checked answer', async () => {
    expect(await request(countSchema, `${base}/fine`)).toEqual({ count: 3 });
  });

  it('carries a refusal with its code and detail', async () => {
    const error = await failure(`${base}/refused`);
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject({ code: 'invalid-config', detail: 'rounds: too many' });
  });

  it('says that the page is older where it does not know what the answer says', async () => {
    expect(await failure(`${base}/newer`)).toBeInstanceOf(OutdatedPageError);
  });

  it('tells a mistake of the coordinator from one that does not answer', async () => {
    expect(await failure(`${base}/odd`)).toMatchObject({ code: 'internal-error' });
    expect(await failure(`${base}/proxy`)).toMatchObject({ code: 'unreachable' });
    expect(await failure('http://127.0.0.1:1/')).toMatchObject({ code: 'unreachable' });
  });
});
