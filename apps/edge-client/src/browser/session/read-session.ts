import { digestSchema, rejectionCodes, updateMetricsSchema } from '@tributary/protocol';
import { z } from 'zod';
import type { DataChoice } from '../own-data/data-choice.ts';
import type { DeviceLimits } from './device-limits.ts';
import type { RememberedSession } from './remembered-session.ts';

const dataChoiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('demo') }),
  z.object({ kind: z.literal('own'), keys: z.array(z.string()).readonly() }),
]) satisfies z.ZodType<DataChoice>;

const deviceLimitsSchema = z.object({
  isPaused: z.boolean(),
  capBytes: z.number().int().positive().nullable(),
  onlyOnCharger: z.boolean(),
  onlyUnmetered: z.boolean(),
  keepsAwake: z.boolean(),
}) satisfies z.ZodType<DeviceLimits>;

const contributionSchema = z.object({
  runId: z.string(),
  round: z.number(),
  outcome: z.enum(['accepted', 'refused', 'closed', 'failed', 'paused']),
  code: z.enum(rejectionCodes).exactOptional(),
  message: z.string().exactOptional(),
  numExamples: z.number(),
  payloadBytes: z.number(),
  metrics: updateMetricsSchema.nullable(),
  countedIn: z.object({ round: z.number(), checkpoint: digestSchema }).exactOptional(),
});

const rememberedSchema = z.object({
  token: z.string(),
  data: dataChoiceSchema,
  limits: deviceLimitsSchema,
  joinedAt: z.number(),
  past: z.object({
    contributions: z.array(contributionSchema),
    bytesUp: z.number(),
    bytesDown: z.number(),
  }),
}) satisfies z.ZodType<RememberedSession>;

/** @throws where a tab's storage holds something else, of another version perhaps. */
export const readSession = (text: string): RememberedSession =>
  rememberedSchema.parse(JSON.parse(text));
