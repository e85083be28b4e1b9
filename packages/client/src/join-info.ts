import type { JoinInfo, Rejection } from '@tributary/protocol';
import { fetchChecked } from './fetch-checked.ts';

/**
 * Asks the coordinator, before joining, who it is and which runs the token leads to.
 * @throws when the coordinator cannot be reached or does not speak the protocol.
 */
export const fetchJoinInfo = async (url: string, token: string): Promise<JoinInfo | Rejection> => {
  // What reads the answer comes while the answer is on its way: a page that invites opens without it.
  const [response, { readJoinInfo }] = await Promise.all([
    fetchChecked(new URL('/api/join', url), { token }),
    import('./read-join-info.ts'),
  ]);
  return response instanceof Response ? readJoinInfo(response) : response;
};
