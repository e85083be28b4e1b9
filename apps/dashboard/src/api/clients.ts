import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  connectedClientSchema,
  type createJoinTokenSchema,
  type JoinToken,
  joinTokenSchema,
  type RunId,
} from '@tributary/protocol';
import { z } from 'zod';
import { queryKeys } from './query-keys.ts';
import { request } from './request.ts';

/** Who is connected now. */
export const useClients = () =>
  useQuery({
    queryKey: queryKeys.clients,
    queryFn: () => request(z.array(connectedClientSchema), '/api/clients'),
  });

/** A join link with what it was made for; both beside the token are only known where it was made. */
export interface Invitation extends JoinToken {
  readonly label: string;
  /** How many devices it lets in; null: any number. */
  readonly maxUses: number | null;
}

/** What an admin may say of a join link; the coordinator fills in the rest. */
export type InvitationWish = Omit<z.input<typeof createJoinTokenSchema>, 'runId'>;

/** An invitation to one run, or to any; the same one as long as this page lives and it is valid. */
export const useJoinToken = (runId?: RunId) => {
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: queryKeys.joinToken(runId),
    queryFn: async () => {
      const made = await invite(runId, {});
      void queryClient.invalidateQueries({ queryKey: queryKeys.joinTokens });
      return made;
    },
    staleTime: ({ state: { data, dataUpdatedAt } }) =>
      data === undefined ? 0 : Math.max(0, data.expiresAt - dataUpdatedAt),
    gcTime: Infinity,
  });
};

/** Makes another invitation, which takes the place of the one that is shown; the old one stays valid. */
export const useAnotherJoinToken = (runId?: RunId) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wish: InvitationWish) => invite(runId, wish),
    onSuccess: (made) => {
      queryClient.setQueryData<Invitation>(queryKeys.joinToken(runId), made);
      void queryClient.invalidateQueries({ queryKey: queryKeys.joinTokens });
      void queryClient.invalidateQueries({ queryKey: queryKeys.audit });
    },
  });
};

const invite = async (runId: RunId | undefined, wish: InvitationWish): Promise<Invitation> => {
  const body = { runId, ...wish };
  const token = await request(joinTokenSchema, '/api/join-tokens', { method: 'POST', body });
  return { ...token, label: wish.label ?? '', maxUses: wish.maxUses ?? null };
};
