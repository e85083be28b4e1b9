import { z } from 'zod';
import { describeRoute } from '../openapi/describe-route.ts';
import type { App } from './context.ts';

/** What must hold for the coordinator to be of use. */
export interface Readiness {
  readonly isDatabaseUp: () => Promise<boolean>;
  readonly isFoldingSound: () => boolean;
  readonly isClosing: () => boolean;
}

const readySchema = z.object({ database: z.boolean(), folding: z.boolean(), open: z.boolean() });

const probe = { tag: 'health', opens: 'anyone', isProbe: true } as const;

/** For whoever restarts it (`/healthz`) and whoever sends it visitors (`/readyz`). */
export const healthRoutes = (app: App, readiness: Readiness): void => {
  app.get(
    '/healthz',
    {
      schema: describeRoute(
        { ...probe, summary: 'Whether the process answers', answer: 'It does.' },
        { response: { 200: z.object({ status: z.literal('ok') }) } },
      ),
    },
    // An answer is the proof: a process that is stuck gives none.
    async () => ({ status: 'ok' as const }),
  );
  const isDatabaseUp = askedRarely(readiness.isDatabaseUp);
  app.get(
    '/readyz',
    {
      schema: describeRoute(
        {
          ...probe,
          summary: 'Whether it is ready for visitors',
          answer: 'Whether the database answers, the folding thread lives, and it is not closing.',
        },
        { response: { 200: readySchema, 503: readySchema } },
      ),
    },
    async (_request, reply) => {
      const checks = {
        database: await isDatabaseUp(),
        folding: readiness.isFoldingSound(),
        open: !readiness.isClosing(),
      };
      return reply.code(Object.values(checks).every(Boolean) ? 200 : 503).send(checks);
    },
  );
};

/** Anybody may ask, as often as they like; the database hears of it once in so long. */
const FRESH_MS = 1_000;

const askedRarely = (ask: () => Promise<boolean>): (() => Promise<boolean>) => {
  let answer: Promise<boolean> | undefined;
  let askedAt = 0;
  return () => {
    if (answer === undefined || performance.now() - askedAt > FRESH_MS) {
      askedAt = performance.now();
      answer = ask();
    }
    return answer;
  };
};
