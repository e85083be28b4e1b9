import type { RunOffer } from '@tributary/protocol';
import type {
  ClientState,
  ClientWorkState,
  ConnectionState,
  Contribution,
  Problem,
} from './client-state.ts';

/** What `JoinedClient.on` can tell of, and what its listeners are given. */
export interface ClientNews {
  /** Anything has changed; everything that there is to know. */
  readonly state: ClientState;
  /** The connection was made, lost, refused for good (`state.refusal` says why) or left. */
  readonly connection: ConnectionState;
  /** A run was offered, or its status or last result has changed. */
  readonly run: RunOffer;
  /** Work for a round plan has begun. */
  readonly round: ClientWorkState;
  /** The work for a round has come further: another stage, step or loss. */
  readonly progress: ClientWorkState;
  /** A round plan has ended, or an update that had been accepted was left out of its round after all. */
  readonly contribution: Contribution;
  /** An update that had been accepted is in a model that was committed: `countedIn` names it. */
  readonly counted: Contribution;
  /** The device cannot get ready to train, for this reason; null when it is ready again. */
  readonly problem: Problem | null;
}

/** The names of the events. */
export type ClientNewsType = keyof ClientNews;

/** One piece of news with its name. */
export type AnyClientNews = {
  readonly [Type in ClientNewsType]: { readonly type: Type; readonly about: ClientNews[Type] };
}[ClientNewsType];

/** What is new in a state beside the one before it, in the order of {@link ClientNews}. */
export const newsBetween = (before: ClientState, after: ClientState): AnyClientNews[] => {
  if (before === after) return [];
  const { connection, problem, work } = after;
  return [
    { type: 'state', about: after },
    ...(connection === before.connection
      ? []
      : [{ type: 'connection', about: connection } as const]),
    ...newIn(before.runs, after.runs).map((about) => ({ type: 'run', about }) as const),
    ...(work === null || work === before.work
      ? []
      : [{ type: kindOfWork(before.work, work), about: work }]),
    ...newIn(before.contributions, after.contributions).map(
      (about) => ({ type: kindOfContribution(before, after, about), about }) as const,
    ),
    ...(problem === before.problem ? [] : [{ type: 'problem', about: problem } as const]),
  ];
};

/** States share what has not changed, so that identity tells. */
const newIn = <Item>(before: readonly Item[], after: readonly Item[]): readonly Item[] => {
  if (before === after) return [];
  const known = new Set(before);
  return after.filter((item) => !known.has(item));
};

/** Contributions keep their places: one that differs in its model alone has been there before. */
const kindOfContribution = (
  before: ClientState,
  after: ClientState,
  one: Contribution,
): 'contribution' | 'counted' => {
  const known = before.contributions[after.contributions.indexOf(one)];
  return known !== undefined && known.countedIn !== one.countedIn ? 'counted' : 'contribution';
};

const kindOfWork = (before: ClientWorkState | null, now: ClientWorkState): 'round' | 'progress' => {
  const isSame =
    before !== null &&
    before.runId === now.runId &&
    before.round === now.round &&
    before.attempt === now.attempt;
  return isSame ? 'progress' : 'round';
};
