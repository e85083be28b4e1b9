import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { sessionSchema } from '@tributary/protocol';
import type { z } from 'zod';
import { queryKeys } from './query-keys.ts';
import { type AnswerSchema, request } from './request.ts';

export type Session = z.output<typeof sessionSchema>;

const roles: readonly Session['role'][] = ['admin', 'viewer', 'none'];

/** Read by hand: whoever has yet to sign in does not wait for the schemas. */
const sessionAnswer: AnswerSchema<Session> = {
  parse: (answer) => {
    const role = roles.find((name) => name === (answer as Partial<Session> | null)?.role);
    if (role === undefined) throw new TypeError('The coordinator does not say who is signed in.');
    return { role };
  },
};
const anyAnswer: AnswerSchema<unknown> = { parse: (answer) => answer };

/** The token in an address like `/#token=…`; null when there is none. */
export const tokenInHash = (hash: string): string | null =>
  new URLSearchParams(hash.replace(/^#/, '')).get('token') || null;

const signIn = (token: string): Promise<Session> =>
  request(sessionAnswer, '/api/session', { method: 'POST', body: { token } });

/** Signs in with the token of the address, if there is one, and takes it out of the address. */
const openSession = async (): Promise<Session> => {
  const token = tokenInHash(window.location.hash);
  if (token === null) return request(sessionAnswer, '/api/session');
  try {
    return await signIn(token);
  } finally {
    const { pathname, search } = window.location;
    window.history.replaceState(window.history.state, '', pathname + search);
  }
};

export const useSession = () =>
  useQuery({
    queryKey: queryKeys.session,
    queryFn: openSession,
    staleTime: Infinity,
    retry: false,
  });

/** Whether the buttons that change something are of use: viewers may only look. */
export const useMayChange = (): boolean => useSession().data?.role === 'admin';

export const useSignIn = () => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: signIn,
    onSuccess: (session) => queryClient.setQueryData(queryKeys.session, session),
  });
};

/** Signs out and forgets everything that was fetched. */
export const useSignOut = () => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request(anyAnswer, '/api/session', { method: 'DELETE' }),
    onSuccess: () => {
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      queryClient.setQueryData(queryKeys.session, { role: 'none' });
    },
  });
};
