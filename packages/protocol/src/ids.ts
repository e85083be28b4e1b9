import { z } from 'zod';

const idSchema = (kind: string) =>
  z.string().regex(/^[A-Za-z0-9_-]{4,64}$/, `A ${kind} is 4 to 64 letters, digits, "-" or "_".`);

export const runIdSchema = idSchema('run id');
export type RunId = z.output<typeof runIdSchema>;

/** One installation of a client; made from its public key, so it keeps its id over reconnects and reloads. */
export const clientIdSchema = idSchema('client id');
export type ClientId = z.output<typeof clientIdSchema>;

/** The SHA-256 of a frame's bytes; names checkpoints and updates by their content. */
export const digestSchema = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, 'A digest is "sha256:" and 64 hex digits.');
export type Digest = z.output<typeof digestSchema>;

/** Rounds count from 1. */
export const roundSchema = z.number().int().min(1).max(1_000_000);
