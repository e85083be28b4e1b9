import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { OutdatedPageError } from '../api/outdated-page-error.ts';
import { RequestError } from '../api/request.ts';

/** Grey bars where content is about to stand. */
export const LoadingPanel = () => (
  <Stack aria-busy="true" aria-label="Loading" role="status">
    <Skeleton h={32} w="40%" />
    <Skeleton h={120} />
    <Skeleton h={120} />
  </Stack>
);

interface ErrorPanelProps {
  readonly error: Error;
  readonly title?: string;
  /** Without it there is no button: trying again would not help. */
  readonly onRetry?: (() => void) | undefined;
}

/** What went wrong, in the coordinator's own words, and a way to try again. */
export const ErrorPanel = ({ error, title, onRetry }: ErrorPanelProps) => (
  <FailureAlert title={title ?? titleOf(error)}>
    <ErrorText error={error} />
    {error instanceof OutdatedPageError ? (
      <ReloadStep />
    ) : (
      onRetry !== undefined && <NextStep label="Try again" onClick={onRetry} />
    )}
  </FailureAlert>
);

interface FailureAlertProps {
  readonly title: string;
  readonly children: ReactNode;
}

export const FailureAlert = ({ title, children }: FailureAlertProps) => (
  <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={title} role="alert">
    {children}
  </Alert>
);

export const ReloadStep = () => (
  <NextStep label="Reload the page" onClick={() => window.location.reload()} />
);

interface NextStepProps {
  readonly label: string;
  readonly onClick: () => void;
}

const NextStep = ({ label, onClick }: NextStepProps) => (
  <Group mt="md">
    <Button variant="default" onClick={onClick}>
      {label}
    </Button>
  </Group>
);

/** The message of an error with its particular, for an alert or a notification. */
export const ErrorText = ({ error }: { readonly error: Error }) => (
  <>
    <Text size="sm">{error.message}</Text>
    {error instanceof RequestError && error.detail !== undefined && (
      <Text size="sm" mt="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {error.detail}
      </Text>
    )}
  </>
);

const titleOf = (error: Error): string => {
  if (error instanceof OutdatedPageError) return 'This page is older than the coordinator';
  return error instanceof RequestError && error.code === 'unreachable'
    ? 'No connection to the coordinator'
    : 'This did not work';
};
