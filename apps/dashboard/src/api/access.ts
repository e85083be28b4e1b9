import {
  type InfiniteData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type AuditEntry, auditEntrySchema, joinTokenInfoSchema } from '@tributary/protocol';
import { z } from 'zod';
import { queryKeys } from './query-keys.ts';
import { request } from './request.ts';

const AUDIT_PAGE = 50;

/** The invitations that have not expired, newest first. */
export const useJoinTokens = () =>
  useQuery({
    queryKey: queryKeys.joinTokens,
    queryFn: () => request(z.array(joinTokenInfoSchema), '/api/join-tokens'),
    // Clients come by them at any time.
    refetchOnMount: 'always',
  });

/** Withdraws an invitation; whoever came by it is disconnected. */
export const useRevokeJoinToken = () => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request(joinTokenInfoSchema, `/api/join-tokens/${id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      // It may be the one that this page would show next.
      queryClient.removeQueries({ queryKey: queryKeys.joinTokenOf });
      await queryClient.invalidateQueries({ queryKey: queryKeys.joinTokens });
      await queryClient.invalidateQueries({ queryKey: queryKeys.audit });
    },
  });
};

/** The audit log, newest first, page after page. */
export const useAuditLog = () =>
  useInfiniteQuery({
    queryKey: queryKeys.audit,
    queryFn: ({ pageParam: before }) => {
      const older = before === null ? '' : `&before=${before}`;
      return request(z.array(auditEntrySchema), `/api/audit?limit=${AUDIT_PAGE}${older}`);
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page: readonly AuditEntry[]) =>
      page.length < AUDIT_PAGE ? undefined : (page.at(-1)?.id ?? undefined),
    select: ({ pages }: InfiniteData<AuditEntry[], number | null>) => pages.flat(),
    refetchOnMount: 'always',
  });
