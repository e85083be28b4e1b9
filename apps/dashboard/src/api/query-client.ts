import { QueryCache, QueryClient } from '@tanstack/react-query';
import { queryKeys } from './query-keys.ts';
import { RequestError } from './request.ts';

/** Fetched data stays until the coordinator says that it changed; only lost connections are retried. */
export const createQueryClient = (): QueryClient => {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof RequestError && error.code === 'not-signed-in') {
          void client.invalidateQueries({ queryKey: queryKeys.session });
        }
      },
    }),
    defaultOptions: {
      // The coordinator may run on this very device, so being offline does not mean out of reach.
      queries: { networkMode: 'always', staleTime: 5_000, retry: isWorthRetrying },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
};

const isWorthRetrying = (failures: number, error: Error): boolean =>
  failures < 2 && error instanceof RequestError && error.code === 'unreachable';
