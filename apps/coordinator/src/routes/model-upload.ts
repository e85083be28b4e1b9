import { decodeFrame, isPlain, storedModelSchema } from '@tributary/protocol';
import { limitsWith } from '../limits.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import type { App, RouteContext } from './context.ts';
import { RefusedError } from './refused-error.ts';

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
          ...describeRoute(
            {
              ...{ tag: 'checkpoints', opens: 'admins', changes: true },
              summary: 'Store the first weights of a model that an admin brings',
              answer: 'The digest by which a config names them.',
              refusals: ['malformed', 'too-large', 'wrong-encoding', 'not-finite'],
            },
            { response: { 201: storedModelSchema } },
          ),
          consumes: [FRAME_TYPE],
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
