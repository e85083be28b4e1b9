import { NoticeScreen } from './notice-screen.tsx';

/** Nobody answers: because this device has no network, or because the coordinator is away. */
export const UnreachableScreen = ({ isOnline }: { readonly isOnline: boolean }) =>
  isOnline ? (
    <NoticeScreen
      title="The coordinator does not answer"
      text="Trying again every few seconds. Check that this device is online, and that whoever invited you still has it running."
    />
  ) : (
    <NoticeScreen
      title="This device is offline"
      text="Nothing can be trained without a network. The page goes on by itself as soon as there is one again."
    />
  );
