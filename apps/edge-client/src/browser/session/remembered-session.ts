import type { ClientState } from '@tributary/client';
import { digestSchema, rejectionCodes, updateMetricsSchema } from '@tributary/protocol';
import { z } from 'zod';
import { dataChoiceSchema } from '../own-data/data-choice.ts';
import { deviceLimitsSchema } from './device-limits.ts';

const KEY = 'tributary-session';

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

/** That this tab takes part, and what it has done so far: enough to go on after a reload. */
const rememberedSchema = z.object({
  /** The invitation that was accepted. */
  token: z.string(),
  data: dataChoiceSchema,
  limits: deviceLimitsSchema,
  /** Unix ms */
  joinedAt: z.number(),
  past: z.object({
    contributions: z.array(contributionSchema),
    bytesUp: z.number(),
    bytesDown: z.number(),
  }),
});
export type RememberedSession = z.output<typeof rememberedSchema>;

/** More rounds than this are not remembered one by one: a tab's storage is small. */
const MAX_REMEMBERED = 2000;

type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Remembers nothing. */
const noStorage: TabStorage = {
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
};

/** What this tab keeps; nothing where the browser forbids even to look, as some do when all cookies are blocked. */
export const tabStorage = (find = (): TabStorage => sessionStorage): TabStorage => {
  try {
    return find();
  } catch {
    return noStorage;
  }
};

/** @returns what this tab was doing before it was reloaded; null when it did nothing, or not by this token. */
export const recallSession = (storage: TabStorage, token: string): RememberedSession | null => {
  try {
    const remembered = rememberedSchema.parse(JSON.parse(storage.getItem(KEY) ?? ''));
    return remembered.token === token ? remembered : null;
  } catch {
    return null;
  }
};

/** Storage that is full or forbidden costs a click after a reload, no more. */
export const rememberSession = (storage: TabStorage, session: RememberedSession): void => {
  try {
    storage.setItem(KEY, JSON.stringify(session));
  } catch {}
};

export const forgetSession = (storage: TabStorage): void => storage.removeItem(KEY);

/** What is worth remembering of a client. */
export const pastOf = ({
  contributions,
  bytesUp,
  bytesDown,
}: ClientState): RememberedSession['past'] => ({
  contributions: contributions.slice(-MAX_REMEMBERED),
  bytesUp,
  bytesDown,
});
