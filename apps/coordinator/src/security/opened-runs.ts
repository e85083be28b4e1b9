import type { RunId } from '@tributary/protocol';
import type { Runner } from '../runner/runner.ts';
import type { Runs } from '../runner/runs.ts';
import type { JoinClaims } from './tokens.ts';

/** Whether a join token opens the run: it is bound to this one, or to none. */
export const mayTakePart = (claims: JoinClaims, runId: RunId): boolean =>
  claims.run === undefined || claims.run === runId;

/** The runs that a join token opens. */
export const runsFor = (runs: Pick<Runs, 'all'>, claims: JoinClaims): Runner[] =>
  runs.all().filter(({ runId }) => mayTakePart(claims, runId));
