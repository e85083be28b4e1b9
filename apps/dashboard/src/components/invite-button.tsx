import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconQrcode } from '@tabler/icons-react';
import type { RunId } from '@tributary/protocol';
import { useMayChange } from '../api/session.ts';
import { JoinInvitation } from './join-invitation.tsx';

/** Opens the invitation to a run, or to any run; viewers cannot invite. */
export const InviteButton = ({ runId }: { readonly runId?: RunId }) => {
  const [isOpen, { open, close }] = useDisclosure();
  const mayChange = useMayChange();
  if (!mayChange) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconQrcode size={16} aria-hidden />}
        onClick={open}
        aria-haspopup="dialog"
      >
        Invite clients
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title="Invite clients"
        size="lg"
        centered
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <JoinInvitation {...(runId === undefined ? {} : { runId })} />
      </Modal>
    </>
  );
};
