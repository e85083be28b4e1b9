import { Center, Container, Loader } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { RequestError } from '../api/request.ts';
import { tokenInHash, useSession } from '../api/session.ts';
import { SignInPage } from '../pages/sign-in-page.tsx';
import { ErrorPanel } from './query-panels.tsx';

/** Shows its children to whoever is signed in, and the sign-in page to everyone else. */
export const SessionGate = ({ children }: { readonly children: ReactNode }) => {
  const session = useSession();
  // Someone who pastes the printed address into an open tab changes its hash only.
  useWindowEvent('hashchange', () => {
    if (tokenInHash(window.location.hash) !== null) void session.refetch();
  });
  if (session.data !== undefined && session.data.role !== 'none') return children;
  if (session.isPending) {
    return <LoadingPage />;
  }
  const { error } = session;
  if (error instanceof RequestError && error.code === 'unreachable') {
    return (
      <LonePage>
        <ErrorPanel error={error} onRetry={() => void session.refetch()} />
      </LonePage>
    );
  }
  return <SignInPage refusal={error} />;
};

/** Before anything is known. */
export const LoadingPage = () => (
  <Center mih="100dvh">
    <Loader aria-label="Loading" />
  </Center>
);

/** One notice and nothing around it. */
export const LonePage = ({ children }: { readonly children: ReactNode }) => (
  <Container component="main" size="sm" py="xl">
    {children}
  </Container>
);
