import { useQuery } from '@tanstack/react-query';
import { connectedClientSchema, joinTokenSchema, type RunId } from '@tributary/protocol';
import { z } from 'zod';
import { queryKeys } from './query-keys.ts';
import { request } from './request.ts';

/** Who is connected now. */
export const useClients = () =>
  useQuery({
    queryKey: queryKeys.clients,
    queryFn: () => request(z.array(connectedClientSchema), '/api/clients'),
  });

/** An invitation to one run, or to any; the same one as long as this page lives. */
export const useJoinToken = (runId?: RunId) =>
  useQuery({
    queryKey: queryKeys.joinToken(runId),
    queryFn: () =>
      request(joinTokenSchema, '/api/join-tokens', { method: 'POST', body: { runId } }),
    staleTime: Infinity,
    gcTime: Infinity,
  });
