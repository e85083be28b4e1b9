import { Alert, Loader } from '@mantine/core';
import { useAdminSocket } from '../api/admin-socket.tsx';

/** Says that what is shown may be old, as long as the coordinator is out of reach. */
export const ConnectionBanner = () => {
  const { connection } = useAdminSocket();
  if (connection !== 'reconnecting') return null;
  return (
    <Alert
      color="orange"
      mb="md"
      role="status"
      icon={<Loader size="xs" color="orange" />}
      title="Reconnecting to the coordinator…"
    >
      What you see is the last known state. It will go on by itself.
    </Alert>
  );
};
