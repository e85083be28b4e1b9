import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorPanel, LoadingPanel } from './query-panels.tsx';

interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data, Error>;
  readonly children: (data: Data) => ReactNode;
}

/** Draws fetched data, or that it is still loading, or why it could not be had. Old data stays in view. */
export const QueryView = <Data,>({ query, children }: QueryViewProps<Data>) => {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) {
    return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  }
  return <LoadingPanel />;
};
