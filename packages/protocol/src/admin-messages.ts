import { z } from 'zod';
import { clientIdSchema, runIdSchema } from './ids.ts';
import { progressSchema } from './messages.ts';
import { rejectionSchema } from './rejection-schema.ts';
import { loggedEventSchema } from './run-events.ts';

/**
 * `watchRun`, dashboard to coordinator: send the run's log from `afterSeq` on, then every new event. A long log comes
 * in parts: ask again from the last event on until nothing comes.
 */
export const watchRunSchema = z.object({ runId: runIdSchema, afterSeq: z.number().int().min(0) });
export const watchRunAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), events: z.array(loggedEventSchema) }),
  rejectionSchema,
]);
export type WatchRunAnswer = z.output<typeof watchRunAnswerSchema>;

export const runEventMessageSchema = z.object({ runId: runIdSchema, logged: loggedEventSchema });
export const clientProgressSchema = progressSchema.extend({ clientId: clientIdSchema });
export type ClientProgress = z.output<typeof clientProgressSchema>;

/** The typed event maps for socket.io's namespace `/admin`. */
export interface AdminToCoordinator {
  watchRun(message: z.input<typeof watchRunSchema>, ack: (answer: WatchRunAnswer) => void): void;
  unwatchRun(message: { runId: string }): void;
}
export interface CoordinatorToAdmin {
  runEvent(message: z.output<typeof runEventMessageSchema>): void;
  clientProgress(message: ClientProgress): void;
  /** The list of runs or of connected clients is not what it was; fetch it again. */
  listsChanged(): void;
}
