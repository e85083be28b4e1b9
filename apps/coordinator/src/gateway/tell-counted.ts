import type { UpdateCounted } from '@tributary/protocol';
import { planRound, type RoundRecord } from '@tributary/rounds';
import type { Runner } from '../runner/runner.ts';

/** What a committed round made of a client's update; null where none of it counted. */
const countedIn = (
  { runId }: Pick<Runner, 'runId'>,
  { round, checkpoint, cohort }: RoundRecord,
  clientId: string,
): UpdateCounted | null => {
  const member = cohort[clientId];
  return member?.status === 'reported'
    ? { runId, round: planRound(round, member), model: { round, checkpoint } }
    : null;
};

/** Those whose updates are in the newest model, each with what it is to be told. */
export const newlyCounted = (runner: Runner): [clientId: string, UpdateCounted][] => {
  const record = runner.state.history.at(-1);
  if (record === undefined) return [];
  return Object.keys(record.cohort).flatMap((clientId): [string, UpdateCounted][] => {
    const counted = countedIn(runner, record, clientId);
    return counted === null ? [] : [[clientId, counted]];
  });
};

/** What a client that was away may have missed: the newest rounds are looked through, whose cohorts are kept. */
export const countedBefore = (runner: Runner, clientId: string): UpdateCounted[] =>
  runner.state.history.flatMap((record) => countedIn(runner, record, clientId) ?? []);
