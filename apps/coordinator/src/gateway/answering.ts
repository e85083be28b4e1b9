import { describeIssues, reject } from '@tributary/protocol';
import type { FastifyBaseLogger } from 'fastify';
import type { z } from 'zod';
import { isStorageFault } from '../storage/storage-fault.ts';

/**
 * Wraps a handler so that whatever a client sends gets an answer: a message that does not follow its
 * schema is `malformed`, a fault of ours is `internal-error`, and nothing is thrown past this point.
 */
export const answering =
  (log: FastifyBaseLogger) =>
  <Schema extends z.ZodType, Answer>(
    schema: Schema,
    handle: (message: z.output<Schema>) => Answer | Promise<Answer>,
  ) =>
  async (message: unknown, acknowledge: unknown): Promise<void> => {
    const reply = typeof acknowledge === 'function' ? acknowledge : () => undefined;
    const parsed = schema.safeParse(message);
    if (!parsed.success) {
      reply(reject('malformed', describeIssues(parsed.error)));
      return;
    }
    try {
      reply(await handle(parsed.data));
    } catch (error) {
      log.error({ err: error }, 'a client message could not be handled');
      reply(reject(isStorageFault(error) ? 'storage-unavailable' : 'internal-error'));
    }
  };
