import { lazy, Suspense } from 'react';
import { LoadingPage, SessionGate } from './components/session-gate.tsx';

// Whoever has yet to sign in waits for the sign-in page alone.
const SignedIn = lazy(async () => ({ default: (await import('./signed-in.tsx')).SignedIn }));

/** The whole dashboard, behind its sign-in. */
export const App = () => (
  <SessionGate>
    <Suspense fallback={<LoadingPage />}>
      <SignedIn />
    </Suspense>
  </SessionGate>
);
