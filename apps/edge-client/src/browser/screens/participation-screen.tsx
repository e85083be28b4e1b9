import './styles.ts';
import type { MadeUpdate, ReceivedModel } from '@tributary/client';
import type { ReactNode } from 'react';
import { useLimits } from '../hooks/use-limits.ts';
import { ReceiptScreen } from '../receipt/receipt-screen.tsx';
import type { Session } from '../session/reduce-session.ts';
import type { SessionActions } from '../session/use-session.ts';
import { describeProblem, type Problem } from '../view/describe-problem.ts';
import { LoadingScreen } from './loading-screen.tsx';
import { WorkingScreen } from './working-screen.tsx';

interface ParticipationScreenProps {
  readonly session: Extract<Session, { step: 'working' | 'receipt' }>;
  readonly actions: SessionActions;
  /** The newest that was made here; null before there is one. */
  readonly update: MadeUpdate | null;
  /** The one that came last; null before there is one. */
  readonly model: ReceivedModel | null;
  readonly showProblem: (problem: Problem) => ReactNode;
  /** Drops the invitation from this device. */
  readonly onForget: () => void;
}

/** All that a person sees from joining on; the receipt comes with it, for whoever leaves without a network. */
export const ParticipationScreen = (props: ParticipationScreenProps) => {
  const { session, actions, model, onForget } = props;
  if (session.step === 'working') return <Work {...props} session={session} />;
  return (
    <ReceiptScreen
      {...{ session, model, onForget }}
      onJoinAgain={() => actions.join(session.data)}
    />
  );
};

interface WorkProps extends ParticipationScreenProps {
  readonly session: Extract<Session, { step: 'working' }>;
}

const Work = ({ session, actions, update, model, showProblem }: WorkProps) => {
  const { client, limits } = session;
  const conditions = useLimits(session, actions.rest);
  if (client === null) return <LoadingScreen what="what your device needs to train" />;
  if (client.refusal !== null) return showProblem(describeProblem(client.refusal));
  return (
    <WorkingScreen
      {...{ client, limits, conditions, update, model }}
      onLimits={actions.changeLimits}
      onLeave={actions.leave}
    />
  );
};
