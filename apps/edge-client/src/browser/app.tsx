import { lazy, Suspense, useEffect } from 'react';
import { PasteLinkForm } from './components/paste-link-form.tsx';
import { useDeviceConditions } from './hooks/use-device-conditions.ts';
import { useJoinInfo } from './hooks/use-join-info.ts';
import { keepToken, useJoinToken } from './hooks/use-join-token.ts';
import { useLatestModel } from './hooks/use-latest-model.ts';
import { useLatestUpdate } from './hooks/use-latest-update.ts';
import { useOnline } from './hooks/use-online.ts';
import { useWakeLock } from './hooks/use-wake-lock.ts';
import { ReceiptScreen } from './receipt/receipt-screen.tsx';
import { InvitationScreen } from './screens/invitation-screen.tsx';
import { LoadingScreen } from './screens/loading-screen.tsx';
import { NoticeScreen } from './screens/notice-screen.tsx';
import { ProblemScreen } from './screens/problem-screen.tsx';
import { UnreachableScreen } from './screens/unreachable-screen.tsx';
import { WorkingScreen } from './screens/working-screen.tsx';
import type { Session } from './session/reduce-session.ts';
import { useSession } from './session/use-session.ts';
import { brokenPage, describeProblem, type Problem } from './view/describe-problem.ts';
import { isOpen } from './view/describe-run.ts';
import { restReason } from './view/rest-command.ts';

/** Reading files weighs as much as the rest of the page, and not everybody comes as far. */
const DataScreen = lazy(async () => ({
  default: (await import('./own-data/data-screen.tsx')).DataScreen,
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
  const conditions = useLimits(session, actions.rest);

  const takeToken = (next: string | null) => {
    setToken(next);
    actions.reset();
  };
  const problem = (described: Problem) => (
    <ProblemScreen
      problem={described}
      onToken={takeToken}
      onRetry={() => {
        askAgain();
        actions.reset();
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
      return isOnline ? problem(brokenPage) : <UnreachableScreen isOnline={false} />;
    case 'receipt':
      return (
        <ReceiptScreen
          session={session}
          model={model}
          onJoinAgain={() => actions.join(session.data)}
          onForget={() => takeToken(null)}
        />
      );
    case 'working': {
      const { client, limits } = session;
      if (client === null) return <LoadingScreen what="what your device needs to train" />;
      if (client.refusal !== null) return problem(describeProblem(client.refusal));
      return (
        <WorkingScreen
          {...{ client, limits, conditions, update, model }}
          onLimits={actions.changeLimits}
          onLeave={actions.leave}
        />
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
          token={token}
          onChoose={(data) => {
            keepToken(token);
            actions.join(data);
          }}
          onBack={actions.goBack}
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
      return <UnreachableScreen isOnline={isOnline} />;
    case 'ready':
      return <InvitationScreen info={invitation.info} onAccept={actions.accept} />;
  }
};

/** Keeps the device to its limits. @returns what the browser tells of power and network */
const useLimits = (session: Session, rest: ReturnType<typeof useSession>[1]['rest']) => {
  const conditions = useDeviceConditions();
  const working = session.step === 'working' ? session : null;
  const reason = working && restReason(working.limits, conditions);
  const isWorking = working !== null;
  useEffect(() => {
    if (isWorking) rest(reason);
  }, [isWorking, reason, rest]);
  useWakeLock(working?.limits.keepsAwake === true && working.client?.pause === null);
  return conditions;
};
