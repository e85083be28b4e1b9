import { PasteLinkForm } from '../components/paste-link-form.tsx';
import { NoticeScreen } from './notice-screen.tsx';

/** For whoever opened the page without an invitation. */
export const NoLinkScreen = ({ onToken }: { readonly onToken: (token: string) => void }) => (
  <NoticeScreen
    title="Lend this device"
    text="You need a join link, from a QR code or a message. If you have one, paste it here."
  >
    <PasteLinkForm onToken={onToken} />
  </NoticeScreen>
);
