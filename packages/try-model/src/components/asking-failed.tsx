import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

/** Why there is no answer; nothing without an error. */
export const AskingFailed = ({ error }: { readonly error: Error | null }) =>
  error === null ? null : (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title="The model could not be asked"
    >
      {error.message}
    </Alert>
  );
