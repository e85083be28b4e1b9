import { z } from 'zod';
import { type Rejection, rejectionCodes } from './rejections.ts';

/** Apart from the table of refusals, which pages show before they need schemas. */
export const rejectionSchema = z.object({
  ok: z.literal(false),
  code: z.enum(rejectionCodes),
  message: z.string(),
  detail: z.string().optional(),
  retryAfterMs: z.number().int().min(0).optional(),
}) satisfies z.ZodType<Rejection>;

/** Zod's issues as one line for a rejection's `detail`. */
export const describeIssues = (error: z.ZodError): string =>
  error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ')
    .slice(0, 500);
