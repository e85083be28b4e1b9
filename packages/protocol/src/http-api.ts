import { z } from 'zod';
import { digestSchema, runIdSchema } from './ids.ts';
import { runOfferSchema } from './messages.ts';
import { partitionSpecSchema, runConfigSchema } from './run-config.ts';
import { deviceSchema } from './run-events.ts';

/** Who may do what: admins everything, viewers read what a dashboard shows. */
export const roleSchema = z.enum(['admin', 'viewer']);
export type Role = z.output<typeof roleSchema>;

/** GET /api/session, and the answer to POST /api/session: who is signed in. */
export const sessionSchema = z.object({ role: z.enum([...roleSchema.options, 'none']) });
/** POST /api/session: sign in; sets an HttpOnly cookie. DELETE /api/session signs out. */
export const signInSchema = z.object({ token: z.string().min(1).max(200) });

/** What clients measured of the newest trained model that they were sent, each on its own examples. */
const federatedScoreSchema = z.object({
  /** The round that made the model. */
  round: z.number().int().min(1),
  accuracy: z.number().nullable(),
  /** Mean cross-entropy in nats; of numbers, the mean squared error. */
  loss: z.number().nullable(),
  /** How many clients measured it; each weighs as much as it has examples. */
  clients: z.number().int().min(1),
});

/** A run in the list (GET /api/runs). Times are Unix ms. */
export const runSummarySchema = runOfferSchema.extend({
  createdAt: z.number(),
  statusReason: z.string().nullable(),
  connectedClients: z.number().int(),
  bytesUp: z.number(),
  bytesDown: z.number(),
  checkpoint: digestSchema.nullable(),
  /** Null where clients have told nothing yet, or tell nothing. */
  federated: federatedScoreSchema.nullable(),
});
export type RunSummary = z.output<typeof runSummarySchema>;

/** GET /api/runs/{runId} */
export const runDetailSchema = z.object({ summary: runSummarySchema, config: runConfigSchema });
export type RunDetail = z.output<typeof runDetailSchema>;

/** GET /api/runs/{runId}/checkpoints, newest first. Round 0 is the initial model. */
export const checkpointSchema = z.object({
  round: z.number().int().min(0),
  digest: digestSchema,
  /** Whether the model still lies on disk; of one that was let go only this entry is left. */
  kept: z.boolean(),
  /** Stays whatever the run's retention says. */
  pinned: z.boolean(),
  /** The one of its run that applications are to use (GET /api/runs/{runId}/current); it stays too. */
  current: z.boolean(),
  /** 0 where it is not kept. */
  bytes: z.number().int(),
  accuracy: z.number().nullable(),
  loss: z.number().nullable(),
  createdAt: z.number(),
});
export type Checkpoint = z.output<typeof checkpointSchema>;

/** PUT /api/runs/{runId}/current: which round's checkpoint applications are to use; null: none. */
export const promotionSchema = z.object({ round: z.number().int().min(0).nullable() });
export type Promotion = z.output<typeof promotionSchema>;

/**
 * GET /api/runs/{runId}/checkpoints/{round}/report: how the model does on each class of the test examples.
 * Of runs on data that only clients have, or where numbers are predicted, there is none.
 */
export const checkpointReportSchema = z.object({
  round: z.number().int().min(0),
  digest: digestSchema,
  /** How many labels were tested: one for each example, or for each position of it. */
  numLabels: z.number().int(),
  accuracy: z.number(),
  loss: z.number(),
  classNames: z.array(z.string()),
  /** [class][what it was taken for] numbers of labels, in the order of the names. */
  confusion: z.array(z.array(z.number().int())),
});
export type CheckpointReport = z.output<typeof checkpointReportSchema>;

/**
 * POST /api/checkpoints (admin), with a frame of plain weights as application/octet-stream: where the first
 * weights of a model that somebody brings lie. A run names them by their digest.
 */
export const storedModelSchema = z.object({ digest: digestSchema, bytes: z.number().int() });
export type StoredModel = z.output<typeof storedModelSchema>;

/** POST /api/runs/{runId}/{start|pause|resume|stop} */
export const runActionSchema = z.enum(['start', 'pause', 'resume', 'stop']);
export type RunAction = z.output<typeof runActionSchema>;

/** GET /api/clients: who is connected now. */
export const connectedClientSchema = z.object({
  clientId: z.string(),
  device: deviceSchema,
  connectedAt: z.number(),
  runs: z.array(runIdSchema),
});
export type ConnectedClient = z.output<typeof connectedClientSchema>;

/** How long a join token is good for unless the admin says otherwise. */
export const JOIN_TOKEN_LIFE_MS = 7 * 86_400_000;

export const joinTokenIdSchema = z.string().regex(/^[A-Za-z0-9_-]{4,64}$/);

/** POST /api/join-tokens: a signed invitation, to any run or to one. */
export const createJoinTokenSchema = z.object({
  runId: runIdSchema.optional(),
  /** For admins, to tell invitations apart. */
  label: z.string().trim().max(100).default(''),
  /** How many different clients it lets in, null: any number. One that returns is not counted again. */
  maxUses: z.number().int().min(1).max(100_000).nullable().default(null),
  expiresInMs: z
    .number()
    .int()
    .min(60_000)
    .max(30 * 86_400_000)
    .default(JOIN_TOKEN_LIFE_MS),
});
export const joinTokenSchema = z.object({
  id: joinTokenIdSchema,
  token: z.string(),
  joinUrl: z.string(),
  expiresAt: z.number(),
});
export type JoinToken = z.output<typeof joinTokenSchema>;

/**
 * GET /api/join-tokens: the invitations that have not expired, newest first, without the tokens
 * themselves. DELETE /api/join-tokens/{id} revokes one and answers with what it is now. Times are Unix ms.
 */
export const joinTokenInfoSchema = z.object({
  id: joinTokenIdSchema,
  label: z.string(),
  runId: runIdSchema.nullable(),
  createdAt: z.number(),
  expiresAt: z.number(),
  maxUses: z.number().int().nullable(),
  /** How many clients it has let in; counted only where that is limited. */
  uses: z.number().int().nullable(),
  revokedAt: z.number().nullable(),
});
export type JoinTokenInfo = z.output<typeof joinTokenInfoSchema>;

/** One line of the audit log: what somebody changed, or tried to. */
export const auditEntrySchema = z.object({
  id: z.number().int(),
  /** Unix ms. */
  at: z.number(),
  role: sessionSchema.shape.role,
  /** Whose session: the beginning of its hash; `token` for a program with a bearer token. */
  actor: z.string(),
  /** Method and route, e.g. `POST /api/runs/:runId/:action`. */
  action: z.string(),
  /** The path that was meant or made. */
  target: z.string(),
  /** `ok`, or the code of the refusal. */
  outcome: z.string(),
  /** The address that the request came from. */
  address: z.string(),
});
export type AuditEntry = z.output<typeof auditEntrySchema>;

/** GET /api/audit (admin): newest first, those older than `before`. */
export const auditQuerySchema = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A run as an invitation shows it: with words for a person, so that no page has to know every task. */
export const invitedRunSchema = runOfferSchema.extend({
  /** Coordinators of the first version say nothing of it. */
  about: z
    .object({
      /** What is learnt, one sentence. */
      goal: z.string(),
      dataTitle: z.string(),
      /** Empty where nothing is known. */
      dataDescription: z.string(),
      modelTitle: z.string(),
    })
    .optional(),
});
export type InvitedRun = z.output<typeof invitedRunSchema>;

/** GET /api/join with `Authorization: Bearer <join token>`: what the page shows before anyone joins. */
export const joinInfoSchema = z.object({
  coordinator: z.string(),
  runs: z.array(invitedRunSchema),
});
export type JoinInfo = z.output<typeof joinInfoSchema>;

/** GET /api/runs/{runId}/shards: how many demo shards there are (join token or admin). */
export const shardsSchema = z.object({
  numPartitions: z.number().int(),
  /** Bytes of the largest shard, both of its files. */
  largestBytes: z.number().int().optional(),
});
/** How many partitions a preview shows at most, the first ones. */
export const MAX_PREVIEWED_PARTITIONS = 200;

/** Which examples of a data set an admin's browser tries a run out on. */
export const demoSampleQuerySchema = z.object({
  /** A `PartitionSpec` as JSON. */
  partition: z
    .string()
    .max(10_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'this is no JSON' });
        return z.NEVER;
      }
    })
    .pipe(partitionSpecSchema),
  /** No more examples of a shard than so many. */
  atMost: z.coerce.number().int().min(1).max(1000).default(200),
});

/** POST /api/partition-preview: how a run would divide its demo data (admin). */
export const partitionPreviewRequestSchema = z.object({
  dataset: z.string().min(1).max(100),
  partition: partitionSpecSchema,
});
export type PartitionPreviewRequest = z.output<typeof partitionPreviewRequestSchema>;

const spreadSchema = z.object({ min: z.number(), median: z.number(), max: z.number() });
export const partitionPreviewSchema = z.object({
  /** What is told apart: classes, bins of the number to be predicted, or nothing. */
  kind: z.enum(['classes', 'bins', 'examples', 'columns']),
  /** What the groups are groups of, e.g. "Class". */
  legend: z.string(),
  groups: z.array(z.string()),
  /** [partition][group] numbers of examples, of the first partitions. */
  counts: z.array(z.array(z.number().int())),
  /** How many examples the data set has. */
  numExamples: z.number().int(),
  /** Over all partitions, the ones that are not shown too. */
  summary: z.object({
    numPartitions: z.number().int(),
    numUsed: z.number().int(),
    sizes: spreadSchema,
    groupsPerPartition: spreadSchema,
  }),
});
export type PartitionPreview = z.output<typeof partitionPreviewSchema>;

/** GET /api/health */
export const healthSchema = z.object({ status: z.literal('ok'), version: z.string() });
