import { MAX_EXAMPLES_PER_UPDATE, roundWorkSchema } from '@tributary/fedavg';
import { z } from 'zod';
import { clientProofSchema } from './client-proof.ts';
import { clientIdSchema, digestSchema, roundSchema, runIdSchema } from './ids.ts';
import { rejectionSchema } from './rejection-schema.ts';
import type { Rejection } from './rejections.ts';
import { partitionSpecSchema, ruleSpecSchema, taskSpecSchema } from './run-config.ts';
import { deviceSchema, updateMetricsSchema } from './run-events.ts';
import { runStatuses } from './run-status.ts';
import { storableText } from './storable-text.ts';
import { offeredVersionsSchema } from './version.ts';

/** The most bytes that one `sendChunk` carries (SPEC §4.3). */
export const MAX_CHUNK_BYTES = 256 * 1024;

/** Socket.IO's `auth` payload of a connecting client (SPEC §1). */
export const clientAuthSchema = z.object({
  token: z.string().min(1).max(2048),
  protocolVersions: offeredVersionsSchema,
  proof: clientProofSchema,
});
export type ClientAuth = z.output<typeof clientAuthSchema>;

/** A run as a client needs to know it, before and while it takes part. */
export const runOfferSchema = z.object({
  runId: runIdSchema,
  name: z.string(),
  task: taskSpecSchema,
  partition: partitionSpecSchema,
  strategy: z.string(),
  status: z.enum(runStatuses),
  round: z.number().int().min(0),
  rounds: z.number().int(),
  /** The most bytes of one model on its way down. */
  modelBytes: z.number().int(),
  /** The most bytes of one update on its way up. */
  updateBytes: z.number().int(),
  /** What keeps a single update from being read out of the model; nothing is promised without it. */
  protection: z.enum(['none', 'noise-on-coordinator', 'noise-on-device']).optional(),
  /** The names of the stages that an update passes through before it leaves. */
  compression: z.array(z.string()).optional(),
  /** Of the model that adapters are put on; clients download it once. */
  baseBytes: z.number().int().positive().optional(),
  /** Where differential privacy is promised: what the run has spent of its budget, at this δ. */
  privacy: z
    .object({
      /** Null where no bound can be given. */
      epsilon: z.number().min(0).nullable(),
      budget: z.number().positive(),
      delta: z.number().positive(),
    })
    .optional(),
  /** By what method the clients learn, e.g. "local-layers"; see fedavg's `ClientMethodSpec`. */
  method: z.string().optional(),
  /** Of the last committed round; null before the first. */
  accuracy: z.number().nullable(),
  loss: z.number().nullable(),
});
export type RunOffer = z.output<typeof runOfferSchema>;

const answer = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), ...shape }), rejectionSchema]);

/** `enrol`: the client is ready to be selected. Sent after every connection; repeating it updates the device. */
export const enrolSchema = z.object({ device: deviceSchema });
export const enrolAnswerSchema = answer({
  clientId: clientIdSchema,
  protocolVersion: z.number().int(),
  runs: z.array(runOfferSchema),
});

/** How an update is made ready to leave the device. */
export const uploadSpecSchema = z.object({
  /**
   * Local privacy: scale the update down to an L2 norm of at most `clipNorm`, and add noise whose standard
   * deviation is `noiseMultiplier` clip norms to every weight. Null leaves the update as it is.
   */
  noise: z
    .object({ clipNorm: z.number().positive(), noiseMultiplier: z.number().positive() })
    .nullable(),
  /** The compression's stages; the coordinator takes no other. */
  stages: z.array(ruleSpecSchema).min(1).max(4),
  /** Add what compression lost of the last update. */
  errorFeedback: z.boolean(),
});
export type UploadSpec = z.output<typeof uploadSpecSchema>;

/** `roundPlan`, coordinator to client: what a cohort member must do, and by when. */
export const roundPlanSchema = z.object({
  runId: runIdSchema,
  round: roundSchema,
  attempt: z.number().int().min(1),
  /** The global model to start from: GET /api/checkpoints/{digest}. */
  checkpoint: digestSchema,
  modelBytes: z.number().int().positive(),
  task: taskSpecSchema,
  partition: partitionSpecSchema,
  work: roundWorkSchema,
  /** What the update passes through before it leaves the device, in this order. */
  upload: uploadSpecSchema,
  /** Decides the order of the examples. */
  seed: z.number().int().min(0),
  /**
   * The round of the client's last update that counted; null before the first. What it kept of a later one is
   * of an update that came to nothing.
   */
  countedRound: roundSchema.nullable(),
  /** Milliseconds left from now; a duration, because device clocks differ. */
  remainingMs: z.number(),
});
export type RoundPlan = z.output<typeof roundPlanSchema>;

/** `offerUpdate`: a finished update is about to come. (run, round, client, digest) is its idempotency key. */
export const offerUpdateSchema = z.object({
  runId: runIdSchema,
  round: roundSchema,
  digest: digestSchema,
  payloadBytes: z.number().int().positive(),
  numExamples: z.number().int().positive().max(MAX_EXAMPLES_PER_UPDATE),
  metrics: updateMetricsSchema,
});
export type OfferUpdate = z.output<typeof offerUpdateSchema>;

/** Either "send from `offset`" or "it is already counted". Answers both `offerUpdate` and `sendChunk`. */
export const uploadAnswerSchema = answer({
  status: z.enum(['send', 'accepted']),
  /** The next byte that the coordinator wants. */
  offset: z.number().int().min(0),
});
export type UploadAnswer = z.output<typeof uploadAnswerSchema>;

/** `sendChunk`: the bytes of an offered update from `offset` on. */
export const sendChunkSchema = z.object({
  runId: runIdSchema,
  round: roundSchema,
  digest: digestSchema,
  offset: z.number().int().min(0),
  bytes: z.custom<Uint8Array>(
    (value) => value instanceof Uint8Array && value.length > 0,
    'bytes: a non-empty binary attachment',
  ),
});
export type SendChunk = z.output<typeof sendChunkSchema>;

/** `declineRound`: the client cannot do its part; the round need not wait for it. */
export const declineRoundSchema = z.object({
  runId: runIdSchema,
  round: roundSchema,
  reason: storableText(300),
});
export type DeclineRound = z.output<typeof declineRoundSchema>;

/** `progress`: how far local training is. Volatile; may be lost. */
export const progressSchema = z.object({
  runId: runIdSchema,
  round: roundSchema,
  stage: z.enum(['downloading', 'training', 'uploading']),
  step: z.number().int().min(0),
  steps: z.number().int().min(0),
  loss: z.number().nullable(),
});
export type Progress = z.output<typeof progressSchema>;

/** `roundClosed`, coordinator to the cohort: stop working on it, nothing more is taken. */
export const roundClosedSchema = z.object({
  runId: runIdSchema,
  round: roundSchema,
  outcome: z.enum(['aggregating', 'abandoned', 'stopped']),
});
export type RoundClosed = z.output<typeof roundClosedSchema>;

/** `updateExcluded`: an update that had been accepted was left out when the round closed. */
export const updateExcludedSchema = z.object({
  runId: runIdSchema,
  round: roundSchema,
  rejection: rejectionSchema,
});
export type UpdateExcluded = z.output<typeof updateExcludedSchema>;

/** `updateCounted`: an update is in the model that a round was committed with; nobody else is told. */
export const updateCountedSchema = z.object({
  runId: runIdSchema,
  /** Of the plan that the update answered. */
  round: roundSchema,
  model: z.object({ round: roundSchema, checkpoint: digestSchema }),
});
export type UpdateCounted = z.output<typeof updateCountedSchema>;

export const acknowledgementSchema = answer({});
export type Acknowledgement = z.output<typeof acknowledgementSchema>;

/** The typed event maps for socket.io's client namespace `/`. */
export interface ClientToCoordinator {
  enrol(
    message: z.input<typeof enrolSchema>,
    ack: (answer: z.output<typeof enrolAnswerSchema>) => void,
  ): void;
  offerUpdate(message: OfferUpdate, ack: (answer: UploadAnswer) => void): void;
  sendChunk(message: SendChunk, ack: (answer: UploadAnswer) => void): void;
  declineRound(message: DeclineRound, ack: (answer: Acknowledgement) => void): void;
  progress(message: Progress): void;
}
export interface CoordinatorToClient {
  roundPlan(plan: RoundPlan): void;
  roundClosed(message: RoundClosed): void;
  updateExcluded(message: UpdateExcluded): void;
  updateCounted(message: UpdateCounted): void;
  /** A run that this client may take part in changed its status or committed a round. */
  runChanged(run: RunOffer): void;
  /** The session ends for this reason; the coordinator disconnects right after (SPEC §1.6). */
  refused(rejection: Rejection): void;
}
