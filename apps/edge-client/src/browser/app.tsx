import { PasteLinkForm } from './components/paste-link-form.tsx';
import { useDeviceSession } from './hooks/use-device-session.ts';
import { useJoinInfo } from './hooks/use-join-info.ts';
import { useJoinToken } from './hooks/use-join-token.ts';
import { useWakeLock } from './hooks/use-wake-lock.ts';
import { FarewellScreen } from './screens/farewell-screen.tsx';
import { InvitationScreen } from './screens/invitation-screen.tsx';
import { LoadingScreen } from './screens/loading-screen.tsx';
import { NoticeScreen } from './screens/notice-screen.tsx';
import { ProblemScreen } from './screens/problem-screen.tsx';
import { WorkingScreen } from './screens/working-screen.tsx';
import { brokenPage, describeProblem, type Problem } from './view/describe-problem.ts';

/** From the link to the thanks: which screen is shown follows from token, invitation and session. */
export const App = () => {
  const [token, setToken] = useJoinToken();
  const [session, { join, leave, reset }] = useDeviceSession();
  const invited = session.status === 'idle' || session.status === 'starting';
  const [invitation, askAgain] = useJoinInfo(invited ? token : null);
  useWakeLock(session.status === 'joined');

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
  if (session.status === 'broken') return problem(brokenPage);
  if (session.status === 'left') {
    return <FarewellScreen client={session.client} onJoinAgain={() => void join(token)} />;
  }
  if (session.status === 'joined') {
    const { refusal } = session.client;
    return refusal === null ? (
      <WorkingScreen client={session.client} onLeave={() => void leave()} />
    ) : (
      problem(describeProblem(refusal))
    );
  }
  switch (invitation.status) {
    case 'loading':
      return <LoadingScreen />;
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
      return (
        <InvitationScreen
          info={invitation.info}
          starting={session.status === 'starting'}
          onJoin={() => void join(token)}
        />
      );
  }
};
