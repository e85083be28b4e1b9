import { lazy, type ReactNode, Suspense } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useJoinInfo } from './hooks/use-join-info.ts';
import { keepToken, useJoinToken } from './hooks/use-join-token.ts';
import { useLatestModel } from './hooks/use-latest-model.ts';
import { useLatestUpdate } from './hooks/use-latest-update.ts';
import { useOnline } from './hooks/use-online.ts';
import { useReloadWhenOnline } from './hooks/use-reload-when-online.ts';
import { InvitationScreen } from './screens/invitation-screen.tsx';
import { LoadingScreen } from './screens/loading-screen.tsx';
import { NoLinkScreen } from './screens/no-link-screen.tsx';
import { OpeningScreen } from './screens/opening-screen.tsx';
import { ProblemScreen } from './screens/problem-screen.tsx';
import { UnreachableScreen } from './screens/unreachable-screen.tsx';
import { useSession } from './session/use-session.ts';
import { brokenPage, describeProblem, type Problem } from './view/describe-problem.ts';
import { isOpen } from './view/describe-run.ts';

// An invitation is read before anything else: what comes after it is fetched when somebody comes as far.
const DataScreen = lazy(async () => ({
  default: (await import('./own-data/data-screen.tsx')).DataScreen,
}));
const loadParticipation = () => import('./screens/participation-screen.tsx');
const ParticipationScreen = lazy(async () => ({
  default: (await loadParticipation()).ParticipationScreen,
}));

/** From the link to the receipt: which screen is shown follows from token, invitation and session. */
export const App = () => {
  const [token, setToken] = useJoinToken();
  const [update, onUpdate] = useLatestUpdate();
  const [model, onModel] = useLatestModel();
  const [session, actions] = useSession(token, { onUpdate, onModel });
  const isInvited = session.step === 'invitation' || session.step === 'data';
  const [invitation, askAgain] = useJoinInfo(isInvited ? token : null);
  const isOnline = useOnline();
  useReloadWhenOnline(session.step === 'broken');

  const takeToken = (next: string | null) => {
    setToken(next);
    actions.reset();
  };
  const retry = () => {
    askAgain();
    actions.reset();
  };
  const showProblem = (problem: Problem) => (
    <ProblemScreen problem={problem} onToken={takeToken} onRetry={retry} />
  );
  /** A screen that is fetched first; without it nothing can go on. */
  const fetched = (what: string, screen: ReactNode) => (
    <ErrorBoundary fallback={showProblem(brokenPage)} onError={actions.breakOff}>
      <Suspense fallback={<LoadingScreen what={what} />}>{screen}</Suspense>
    </ErrorBoundary>
  );

  if (token === null) return <NoLinkScreen onToken={takeToken} />;
  if (session.step === 'broken') {
    return isOnline ? showProblem(brokenPage) : <UnreachableScreen isOnline={false} />;
  }
  if (session.step === 'working' || session.step === 'receipt') {
    return fetched(
      'what your device needs to train',
      <ParticipationScreen
        {...{ session, actions, update, model, showProblem }}
        onForget={() => takeToken(null)}
      />,
    );
  }
  // Whoever is choosing data goes on with that while the coordinator is away.
  const known = invitation.status === 'unreachable' ? invitation.last : undefined;
  const info = invitation.status === 'ready' ? invitation.info : known;
  if (session.step === 'data' && info !== undefined) {
    const join: typeof actions.join = (data) => {
      keepToken(token);
      actions.join(data);
    };
    return fetched(
      'the ways to bring data',
      <DataScreen
        {...{ token, runs: info.runs.filter(isOpen) }}
        onChoose={join}
        onBack={actions.goBack}
      />,
    );
  }
  switch (invitation.status) {
    case 'loading':
      return <OpeningScreen />;
    case 'refused':
      return showProblem(describeProblem(invitation.rejection));
    case 'unreachable':
      return <UnreachableScreen isOnline={isOnline} />;
    case 'ready':
      return (
        <InvitationScreen
          info={invitation.info}
          onAccept={() => {
            // While the data are chosen, so that joining waits for nothing, not even for a network.
            loadParticipation().catch(() => undefined);
            actions.accept();
          }}
        />
      );
  }
};
