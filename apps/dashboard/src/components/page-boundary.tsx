import { type ReactNode, Suspense } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useLocation } from 'react-router';
import { BrokenPage } from './broken-page.tsx';
import { LoadingPanel } from './query-panels.tsx';

/** Where a page is fetched and shown; one that does not come, or breaks, says so, and the others still open. */
export const PageBoundary = ({ children }: { readonly children: ReactNode }) => (
  <ErrorBoundary fallback={<BrokenPage />} resetKeys={[useLocation().pathname]}>
    <Suspense fallback={<LoadingPanel />}>{children}</Suspense>
  </ErrorBoundary>
);
