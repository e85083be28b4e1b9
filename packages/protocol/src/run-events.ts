import { z } from 'zod';
import { clientIdSchema, digestSchema, roundSchema } from './ids.ts';
import { rejectionCodes } from './rejections.ts';
import { storableText } from './storable-text.ts';

/** What a client says of the device that it runs on; shown to the admin, never trusted. */
export const deviceSchema = z.object({
  kind: z.enum(['browser', 'node']),
  /** A short name for people, e.g. "Chrome on Android" or "edge-1". */
  name: storableText(80),
  /** The tfjs backend that will train, once it is chosen. */
  backend: z.enum(['webgpu', 'webgl', 'wasm', 'cpu']).nullable(),
  /** Why that backend, in one sentence. */
  backendReason: storableText(300).default(''),
  /** The system that it runs on, as coarsely as can be, e.g. "Chrome on Android" or "linux". */
  platform: storableText(40).optional(),
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
  backend: storableText(20),
});
export type UpdateMetrics = z.output<typeof updateMetricsSchema>;

/** Differential privacy spent so far, at the run's δ. A client's whole share in the run is protected. */
export const privacySpentSchema = z.object({
  /** What is charged: the tighter of the two bounds; null where neither gives one. */
  epsilon: z.number().min(0).nullable(),
  /** By Rényi differential privacy; null where that gives no bound. */
  rdp: z.number().min(0).nullable(),
  /** By privacy loss distributions; null where that gives no bound. */
  pld: z.number().min(0).nullable(),
});
export type PrivacySpent = z.output<typeof privacySpentSchema>;

const event = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), ...shape });

/**
 * Everything that can happen to a run, as it stands in the run's log. The log is the run: replaying
 * it through the reducer gives its state, in the coordinator after a restart and in the dashboard.
 */
export const runEventSchema = z.discriminatedUnion('type', [
  event('runStarted', {
    checkpoint: digestSchema,
    /** What clients download in place of the checkpoint: encoded, or with the server's control variates. */
    broadcast: digestSchema.optional(),
    /** Decides who is drawn where nobody may know it beforehand (Poisson sampling); from a cryptographic source. */
    samplingKey: z.array(z.number().int().min(0).max(0xffff_ffff)).length(4).optional(),
  }),
  event('runPaused', {}),
  event('runResumed', {}),
  event('runStopped', {}),
  /** Clients came and went, one or many at once; each is in one of the two. */
  event('presenceChanged', {
    joined: z.record(clientIdSchema, deviceSchema),
    /** Why each is gone. */
    left: z.record(clientIdSchema, storableText(200)),
  }),
  event('updateReceived', {
    clientId: clientIdSchema,
    round: roundSchema,
    attempt: z.number().int().min(1),
    digest: digestSchema,
    numExamples: z.number().int().positive(),
    payloadBytes: z.number().int().positive(),
    /** ‖δ‖₂ as the coordinator measured it. */
    norm: z.number().min(0).optional(),
    /** From its offer to its last byte; absent where the coordinator restarted meanwhile, and in older logs. */
    uploadMs: z.number().min(0).optional(),
    metrics: updateMetricsSchema,
  }),
  event('updateRejected', {
    clientId: clientIdSchema,
    round: roundSchema,
    code: z.enum(rejectionCodes),
  }),
  /**
   * An accepted update that is not folded yet was missing or damaged after a restart: its client is asked for
   * it again. Round and attempt are those of `updateReceived`. Whoever dispatches this first releases what made
   * the update count once, such as its unique row in the storage, or the client could not send it again.
   */
  event('updateLost', {
    clientId: clientIdSchema,
    round: roundSchema,
    attempt: z.number().int().min(1),
  }),
  event('roundDeclined', {
    clientId: clientIdSchema,
    round: roundSchema,
    reason: storableText(300),
  }),
  event('tick', {}),
  event('aggregated', {
    round: roundSchema,
    attempt: z.number().int().min(1),
    checkpoint: digestSchema,
    /** Where the next round's clients start, when that is not the checkpoint. */
    iterate: digestSchema.optional(),
    /** What the next round's clients download in place of the iterate. */
    broadcast: digestSchema.optional(),
    /** Updates that were left out, as the cohort showed them to be outliers. */
    excluded: z.array(z.object({ digest: digestSchema, code: z.enum(rejectionCodes) })).optional(),
    /**
     * The cosine of each update and what the round made of all, by the update's digest. Absent where privacy is
     * promised: it would tell more than was paid for, or nothing but noise.
     */
    cosines: z.record(digestSchema, z.number().min(-1).max(1)).optional(),
    /** What the run has spent with this round, and would have with one more; where privacy is promised. */
    privacy: z.object({ spent: privacySpentSchema, next: privacySpentSchema }).optional(),
    /** The next round's clipping norm, where it adapts. */
    clipNorm: z.number().positive().optional(),
    /** The server optimizer's state as a blob; null when it keeps none. */
    optimizerState: digestSchema.nullable(),
  }),
  event('aggregationFailed', {
    round: roundSchema,
    attempt: z.number().int().min(1),
    reason: storableText(300),
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

const eventTypes: ReadonlySet<string> = new Set(
  runEventSchema.options.map(({ shape }) => shape.type.value),
);

/** Whether this version of the protocol has such events; a newer coordinator's log may hold others. */
export const isKnownEvent = ({ type }: { readonly type: string }): boolean => eventTypes.has(type);

/** An event with its place in the log: `seq` counts from 1 without gaps, `at` is Unix time in ms. */
export const loggedEventSchema = z.object({
  seq: z.number().int().min(1),
  at: z.number(),
  event: runEventSchema,
});
export type LoggedEvent = z.output<typeof loggedEventSchema>;
