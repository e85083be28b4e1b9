import type { Rehearsal, RehearsalNews, RehearsedRound } from '@tributary/simulator/browser';
import type { TryOutNews } from './try-out-messages.ts';

/** How far a dry run is. */
export type RehearsalState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'running';
      readonly backend: string | null;
      /** What was left out of the person's own file; null where that is nothing. */
      readonly faults: string | null;
      readonly rounds: readonly RehearsedRound[];
      readonly work: Extract<RehearsalNews, { type: 'work' }> | null;
    }
  | {
      readonly status: 'done';
      readonly backend: string | null;
      /** What was left out of the person's own file; null where that is nothing. */
      readonly faults: string | null;
      readonly rounds: readonly RehearsedRound[];
      readonly rehearsal: Rehearsal;
    }
  | { readonly status: 'failed'; readonly while: 'data' | 'work'; readonly message: string };

export const notStarted: RehearsalState = { status: 'idle' };
export const started: RehearsalState = {
  ...{ status: 'running', backend: null, faults: null },
  ...{ rounds: [], work: null },
};

/** What is known after some news; news that come after the end change nothing. */
export const reduceRehearsal = (state: RehearsalState, news: TryOutNews): RehearsalState => {
  if (state.status !== 'running') return state;
  const { backend, faults, rounds } = state;
  switch (news.type) {
    case 'faults':
      return { ...state, faults: news.sentence };
    case 'ready':
      return { ...state, backend: news.backend.reason };
    case 'work':
      return { ...state, work: news };
    case 'round':
      return { ...state, rounds: [...rounds, news.row] };
    case 'done':
      return { status: 'done', backend, faults, rounds, rehearsal: news.rehearsal };
    case 'failed':
      return { status: 'failed', while: news.while, message: news.message };
    default:
      return state;
  }
};
