import { createReadStream } from 'node:fs';
import { decodeFrame, digestSchema, isPlain, storedModelSchema } from '@tributary/protocol';
import { z } from 'zod';
import { limitsWith } from '../limits.ts';
import type { App, RouteContext } from './context.ts';
import { RefusedError } from './refused-error.ts';

/**
 * Global models as immutable files. The digest is the address and the permission: nobody can guess
 * one, and a cache or CDN may carry it to whoever knows it.
 */
export const checkpointRoutes = (app: App, { blobs, traffic }: RouteContext): void => {
  app.get(
    '/api/checkpoints/:digest',
    { schema: { tags: ['checkpoints'], params: z.object({ digest: digestSchema }) } },
    async (request, reply) => {
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
    },
  );
};

/**
 * Takes the weights that a run with a model of one's own is to begin with. They stay until the coordinator
 * starts anew, or as long as a run needs them.
 */
export const modelUploadRoutes = (app: App, { blobs, access, config }: RouteContext): void => {
  // In a scope of its own: no other route takes bytes.
  app.register(async (scope) => {
    const { maxModelBodyBytes: bodyLimit } = limitsWith(config.limits);
    scope.addContentTypeParser(FRAME_TYPE, { parseAs: 'buffer', bodyLimit }, (_, body, done) =>
      done(null, body),
    );
    scope.post(
      '/api/checkpoints',
      {
        ...{ onRequest: access.requireAdmin, bodyLimit },
        schema: {
          ...{ tags: ['checkpoints'], consumes: [FRAME_TYPE] },
          summary: 'Stores the first weights of a model that an admin brings: a frame of weights.',
          response: { 201: storedModelSchema },
        },
      },
      async (request, reply) => {
        const bytes = readWeights(request.body);
        const digest = await blobs.put(bytes);
        return reply
          .code(201)
          .header('location', `/api/checkpoints/${digest}`)
          .send({ digest, bytes: bytes.length });
      },
    );
  });
};

const FRAME_TYPE = 'application/octet-stream';

/** @throws {RefusedError} when it is no frame of finite weights that anybody could begin with */
const readWeights = (body: unknown): Uint8Array => {
  if (!(body instanceof Uint8Array)) {
    throw new RefusedError('malformed', `a frame of weights is wanted, as ${FRAME_TYPE}`);
  }
  const frame = decodeFrame(body, 'weights');
  if (!frame.ok) throw new RefusedError(frame.code, frame.detail);
  if (!isPlain(frame.header.encoding)) {
    throw new RefusedError('wrong-encoding', 'the first weights are plain float32');
  }
  if (!frame.weights.values.every(Number.isFinite)) {
    throw new RefusedError('not-finite', 'a weight is no finite number');
  }
  return body;
};

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
