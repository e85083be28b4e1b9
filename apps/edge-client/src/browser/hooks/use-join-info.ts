import { fetchJoinInfo } from '@tributary/client';
import type { JoinInfo, Rejection } from '@tributary/protocol';
import { useEffect, useState } from 'react';

type JoinInfoState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly info: JoinInfo }
  | { readonly status: 'refused'; readonly rejection: Rejection }
  /** `last` is what it said before, if it ever did. */
  | { readonly status: 'unreachable'; readonly last?: JoinInfo };

const REFRESH_MS = 10_000;
const RETRY_MS = 3_000;

const ask = async (token: string): Promise<JoinInfoState> => {
  try {
    const answer = await fetchJoinInfo(location.origin, token);
    return 'ok' in answer
      ? { status: 'refused', rejection: answer }
      : { status: 'ready', info: answer };
  } catch {
    return { status: 'unreachable' };
  }
};

const lastOf = (state: JoinInfoState): { readonly last?: JoinInfo } => {
  const last = state.status === 'ready' ? state.info : state.status === 'unreachable' && state.last;
  return last ? { last } : {};
};

/**
 * Asks who invites and to what, again every few seconds; a refusal ends the asking until the second
 * result is called. Null asks nothing.
 */
export const useJoinInfo = (token: string | null): readonly [JoinInfoState, () => void] => {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<JoinInfoState>({ status: 'loading' });
  useEffect(() => {
    if (token === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const refresh = async () => {
      const answer = await ask(token);
      if (ended) return;
      setState((before) =>
        answer.status === 'unreachable' ? { ...answer, ...lastOf(before) } : answer,
      );
      if (answer.status === 'refused') return;
      timer = setTimeout(refresh, answer.status === 'ready' ? REFRESH_MS : RETRY_MS);
    };
    setState({ status: 'loading' });
    void refresh();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [token, attempt]);
  return [state, () => setAttempt((count) => count + 1)];
};
