import { reject, rejections } from '@tributary/protocol';
import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { App } from '../routes/context.ts';
import { RefusedError } from '../routes/refused-error.ts';
import { isStorageFault } from '../storage/storage-fault.ts';

/** Every error becomes a rejection from the closed table. */
export const answerError: Parameters<App['setErrorHandler']>[0] = (error, request, reply) => {
  const rejection = rejectionOf(error as FastifyError, request.url);
  const { status } = rejections[rejection.code];
  if (!(error instanceof RefusedError) && status >= 500) {
    request.log.error({ err: error }, 'request failed');
  }
  return reply.code(status).send(rejection);
};

const rejectionOf = (error: FastifyError, url: string) => {
  if (error instanceof RefusedError) return error.rejection;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const detail = error.validation
      .map(
        ({ instancePath, message }) => `${instancePath.slice(1).replaceAll('/', '.')}: ${message}`,
      )
      .join('; ');
    return reject(url === '/api/runs' ? 'invalid-config' : 'malformed', detail.slice(0, 500));
  }
  if (error.statusCode === 413) return reject('too-large');
  if (error.statusCode === 429) return reject('too-many-requests');
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return reject('malformed', error.message);
  }
  // After the caller's own faults: a connection that it cut looks like one of the database's.
  if (isStorageFault(error)) return reject('storage-unavailable');
  return reject('internal-error');
};
