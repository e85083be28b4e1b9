import { lazy, Suspense } from 'react';
import { PasteLinkForm } from './components/paste-link-form.tsx';
import { useJoinInfo } from './hooks/use-join-info.ts';
import { useJoinToken } from './hooks/use-join-token.ts';
import { useWakeLock } from './hooks/use-wake-lock.ts';
import { FarewellScreen } from './screens/farewell-screen.tsx';
import { InvitationScreen } from './screens/invitation-screen.tsx';
import { LoadingScreen } from './screens/loading-screen.tsx';
import { NoticeScreen } from './screens/notice-screen.tsx';
import { ProblemScreen } from './screens/problem-screen.tsx';
import { WorkingScreen } from './screens/working-screen.tsx';
import { useSession } from './session/use-session.ts';
import { brokenPage, describeProblem, type Problem } from './view/describe-problem.ts';
import { isOpen } from './view/describe-run.ts';

/** Reading files weighs as much as the rest of the page, and not everybody comes as far. */
const DataScreen = lazy(async () => ({
  default: (await import('./own-data/data-screen.tsx')).DataScreen,
}));

/** From the link to the receipt: which screen is shown follows from token, invitation and session. */
export const App = () => {
  const [token, setToken] = useJoinToken();
  const [session, { accept, goBack, join, leave, reset }] = useSession();
  const isInvited = session.step === 'invitation' || session.step === 'data';
  const [invitation, askAgain] = useJoinInfo(isInvited ? token : null);
  useWakeLock(session.step === 'working');

  const takeToken = (next: string | null) => {
    setToken(next);
    void reset();
  };
  const problem = (described: Problem) => (
    <ProblemScreen
      problem={described}
      onToken={takeToken}
      onRetry={() => {
        askAgain();
        void reset();
      }}
    />
  );

  if (token === null) {
    return (
      <NoticeScreen
        title="Lend this device"
        text="You need a join link, from a QR code or a message. If you have one, paste it here."
      >
        <PasteLinkForm onToken={takeToken} />
      </NoticeScreen>
    );
  }
  switch (session.step) {
    case 'broken':
      return problem(brokenPage);
    case 'receipt': {
      const { client, data } = session;
      return <FarewellScreen client={client} onJoinAgain={() => void join(token, data)} />;
    }
    case 'working': {
      const { client } = session;
      if (client === null) return <LoadingScreen what="what your device needs to train" />;
      return client.refusal === null ? (
        <WorkingScreen client={client} onLeave={() => void leave()} />
      ) : (
        problem(describeProblem(client.refusal))
      );
    }
    case 'invitation':
    case 'data':
      break;
  }
  // Whoever is choosing data goes on with that while the coordinator is away.
  const known = invitation.status === 'unreachable' ? invitation.last : undefined;
  const info = invitation.status === 'ready' ? invitation.info : known;
  if (session.step === 'data' && info !== undefined) {
    return (
      <Suspense fallback={<LoadingScreen what="the ways to bring data" />}>
        <DataScreen
          runs={info.runs.filter(isOpen)}
          onChoose={(data) => void join(token, data)}
          onBack={goBack}
        />
      </Suspense>
    );
  }
  switch (invitation.status) {
    case 'loading':
      return <LoadingScreen what="the invitation" />;
    case 'refused':
      return problem(describeProblem(invitation.rejection));
    case 'unreachable':
      return (
        <NoticeScreen
          title="The coordinator does not answer"
          text="Trying again every few seconds. Check that this device is online, and that whoever invited you still has it running."
        />
      );
    case 'ready':
      return <InvitationScreen info={invitation.info} onAccept={accept} />;
  }
};
