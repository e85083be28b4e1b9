import { context, type Span, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { LoggedEvent, RunId } from '@tributary/protocol';
import type { UploadStep } from '../gateway/upload-step.ts';
import type { Runner } from '../runner/runner.ts';
import { followRounds, type RoundOfRun, type RoundPart } from './follow-rounds.ts';

/** A trace for each round: what it waited for, and every update that came. */
export interface RoundTraces {
  onEvent(runner: Runner, logged: LoggedEvent): void;
  onUploadStep(step: UploadStep): void;
}

/** The words of the people who run it. */
const NAMES: Readonly<Record<RoundPart, string>> = {
  waiting: 'waiting',
  reporting: 'reporting',
  aggregating: 'aggregate',
  evaluating: 'evaluate',
};

const attributesOf = ({ runId, round, attempt }: RoundOfRun) => ({
  'tributary.run': runId,
  'tributary.round': round,
  'tributary.attempt': attempt,
});

export const traceRounds = (tracer: Tracer, now: () => number): RoundTraces => {
  const open = new Map<RunId, Span>();
  const within = (runId: RunId) => {
    const round = open.get(runId);
    return round && trace.setSpan(context.active(), round);
  };
  const follow = followRounds({
    opened: (round, at) =>
      open.set(
        round.runId,
        tracer.startSpan('round', { startTime: at, attributes: attributesOf(round) }),
      ),
    partEnded: (round, part, { from, to }) => {
      const attributes = attributesOf(round);
      tracer.startSpan(NAMES[part], { startTime: from, attributes }, within(round.runId)).end(to);
    },
    closed: (round, outcome, { to }) => {
      const span = open.get(round.runId);
      if (span === undefined) return;
      const durableAt = Math.max(to, now());
      // From the decision to the moment when it is durable, which is now.
      if (outcome === 'committed') {
        tracer.startSpan('commit', { startTime: to }, within(round.runId)).end(durableAt);
      } else span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
      span.setAttribute('tributary.outcome', outcome).end(durableAt);
      open.delete(round.runId);
    },
  });
  return {
    onEvent: follow,
    onUploadStep: ({ clientId, runId, round, bytes, answer, from, to }) => {
      const isLast = bytes > 0 && (!answer.ok || answer.status === 'accepted');
      const parent = within(runId);
      if (!isLast || parent === undefined) return;
      const verdict = answer.ok ? answer.status : answer.code;
      const attributes = {
        ...{ 'tributary.run': runId, 'tributary.round': round },
        ...{ 'tributary.client': clientId, 'tributary.verdict': verdict },
      };
      tracer.startSpan('receive update', { startTime: from, attributes }, parent).end(to);
    },
  };
};
