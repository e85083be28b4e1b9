import { lazy, Suspense } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { BrokenPage } from './components/broken-page.tsx';
import { LoadingPage, LonePage, SessionGate } from './components/session-gate.tsx';

// Whoever has yet to sign in waits for the sign-in page alone.
const SignedIn = lazy(async () => ({ default: (await import('./signed-in.tsx')).SignedIn }));

/** The whole dashboard, behind its sign-in. */
export const App = () => (
  <SessionGate>
    <ErrorBoundary
      fallback={
        <LonePage>
          <BrokenPage />
        </LonePage>
      }
    >
      <Suspense fallback={<LoadingPage />}>
        <SignedIn />
      </Suspense>
    </ErrorBoundary>
  </SessionGate>
);
