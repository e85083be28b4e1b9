import { createReadStream } from 'node:fs';
import { digestSchema } from '@tributary/protocol';
import { z } from 'zod';
import { describeRoute } from '../openapi/describe-route.ts';
import type { App, RouteContext } from './context.ts';
import { RefusedError } from './refused-error.ts';

/**
 * Global models as immutable files. The digest is the address and the permission: nobody can guess
 * one, and a cache or CDN may carry it to whoever knows it.
 */
export const checkpointRoutes = (app: App, { blobs, traffic }: RouteContext): void => {
  app.get('/api/checkpoints/:digest', { schema }, async (request, reply) => {
    const { digest } = request.params;
    const size = await blobs.size(digest);
    if (size === null) throw new RefusedError('not-found');
    reply
      .header('etag', `"${digest}"`)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('accept-ranges', 'bytes');
    if (request.headers['if-none-match'] === `"${digest}"`) return reply.code(304).send();
    const range = parseRange(request.headers.range, size);
    if (range === 'unsatisfiable') {
      return reply.code(416).header('content-range', `bytes */${size}`).send();
    }
    if (range !== null) {
      reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    if (request.method === 'GET') {
      reply.raw.once('finish', () => traffic.served(digest, end - start + 1));
    }
    return reply
      .type('application/octet-stream')
      .header('content-length', end - start + 1)
      .send(createReadStream(blobs.pathOf(digest), { start, end }));
  });
};

const schema = describeRoute(
  {
    ...{ tag: 'checkpoints', opens: 'anyone', sends: 'application/octet-stream' },
    summary: 'Download a model',
    answer: 'The model as a frame of the protocol. Its digest is its address and its ETag.',
    also: {
      206: 'The range of its bytes that was asked for.',
      304: 'The caller has it already.',
      416: 'The model has no such bytes.',
    },
    refusals: ['not-found'],
  },
  { params: z.object({ digest: digestSchema }) },
);

/** One byte range of RFC 9110; null means the whole file, also for what is not understood. */
export const parseRange = (
  header: string | undefined,
  size: number,
): { readonly start: number; readonly end: number } | null | 'unsatisfiable' => {
  const match = header?.match(/^bytes=(\d*)-(\d*)$/);
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [, first = '', last = ''] = match;
  // "-n" means the last n bytes.
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
};
