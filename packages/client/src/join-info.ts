import { type JoinInfo, joinInfoSchema, type Rejection } from '@tributary/protocol';
import { fetchChecked } from './fetch-checked.ts';

/**
 * Asks the coordinator, before joining, who it is and which runs the token leads to.
 * @throws when the coordinator cannot be reached or does not speak the protocol.
 */
export const fetchJoinInfo = async (url: string, token: string): Promise<JoinInfo | Rejection> => {
  const response = await fetchChecked(new URL('/api/join', url), { token });
  return response instanceof Response ? joinInfoSchema.parse(await response.json()) : response;
};
