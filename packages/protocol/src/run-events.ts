import { z } from 'zod';
import { clientIdSchema, digestSchema, roundSchema } from './ids.ts';
import { rejectionCodes } from './rejections.ts';

/** What a client says of the device that it runs on; shown to the admin, never trusted. */
export const deviceSchema = z.object({
  kind: z.enum(['browser', 'node']),
  /** A short name for people, e.g. "Chrome on Android" or "edge-1". */
  name: z.string().max(80),
  /** The tfjs backend that will train, once it is chosen. */
  backend: z.enum(['webgpu', 'webgl', 'wasm', 'cpu']).nullable(),
  /** Why that backend, in one sentence. */
  backendReason: z.string().max(300).default(''),
});
export type Device = z.output<typeof deviceSchema>;

/** What a client measured while it trained. Losses are mean cross-entropy in nats, accuracies in [0, 1]. */
export const updateMetricsSchema = z.object({
  lossBefore: z.number().optional(),
  lossAfter: z.number().optional(),
  accuracyBefore: z.number().min(0).max(1).optional(),
  accuracyAfter: z.number().min(0).max(1).optional(),
  steps: z.number().int().min(0),
  trainMs: z.number().min(0),
  backend: z.string().max(20),
});
export type UpdateMetrics = z.output<typeof updateMetricsSchema>;

const event = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), ...shape });

/**
 * Everything that can happen to a run, as it stands in the run's log. The log is the run: replaying
 * it through the reducer gives its state, in the coordinator after a restart and in the dashboard.
 */
export const runEventSchema = z.discriminatedUnion('type', [
  event('runStarted', { checkpoint: digestSchema }),
  event('runPaused', {}),
  event('runResumed', {}),
  event('runStopped', {}),
  event('clientJoined', { clientId: clientIdSchema, device: deviceSchema }),
  event('clientLeft', { clientId: clientIdSchema, reason: z.string().max(200) }),
  event('updateReceived', {
    clientId: clientIdSchema,
    round: roundSchema,
    attempt: z.number().int().min(1),
    digest: digestSchema,
    numExamples: z.number().int().positive(),
    payloadBytes: z.number().int().positive(),
    metrics: updateMetricsSchema,
  }),
  event('updateRejected', {
    clientId: clientIdSchema,
    round: roundSchema,
    code: z.enum(rejectionCodes),
  }),
  event('roundDeclined', {
    clientId: clientIdSchema,
    round: roundSchema,
    reason: z.string().max(300),
  }),
  event('tick', {}),
  event('aggregated', {
    round: roundSchema,
    attempt: z.number().int().min(1),
    checkpoint: digestSchema,
    /** Where the next round's clients start, when that is not the checkpoint. */
    iterate: digestSchema.optional(),
    /** The server optimizer's state as a blob; null when it keeps none. */
    optimizerState: digestSchema.nullable(),
  }),
  event('aggregationFailed', {
    round: roundSchema,
    attempt: z.number().int().min(1),
    reason: z.string().max(300),
  }),
  event('evaluated', {
    round: roundSchema,
    /** Null when the coordinator has no test set or could not evaluate. */
    accuracy: z.number().min(0).max(1).nullable(),
    loss: z.number().nullable(),
    /** Bytes of the round's model that were really served. */
    bytesDown: z.number().int().min(0),
  }),
  event('coordinatorRestarted', {}),
]);
export type RunEvent = z.output<typeof runEventSchema>;

/** An event with its place in the log: `seq` counts from 1 without gaps, `at` is Unix time in ms. */
export const loggedEventSchema = z.object({
  seq: z.number().int().min(1),
  at: z.number(),
  event: runEventSchema,
});
export type LoggedEvent = z.output<typeof loggedEventSchema>;
