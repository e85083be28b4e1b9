import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import type { RunAction, RunId, RunStatus } from '@tributary/protocol';
import { useRunAction } from '../api/runs.ts';
import { useMayChange } from '../api/session.ts';
import { runStatuses } from '../view/run-status.ts';
import { ErrorText } from './query-panels.tsx';

interface RunActionsProps {
  readonly runId: RunId;
  readonly name: string;
  readonly status: RunStatus;
}

const looks = {
  start: { label: 'Start', icon: IconPlayerPlay, variant: 'filled', color: 'river' },
  pause: { label: 'Pause', icon: IconPlayerPause, variant: 'default', color: 'gray' },
  resume: { label: 'Resume', icon: IconPlayerPlay, variant: 'filled', color: 'river' },
  stop: { label: 'Stop', icon: IconPlayerStop, variant: 'light', color: 'red' },
} as const;

/** The buttons that make sense in a run's status, for admins; stopping asks first, because it is for good. */
export const RunActions = ({ runId, name, status }: RunActionsProps) => {
  const command = useRunAction();
  const mayChange = useMayChange();
  if (!mayChange) return null;
  const perform = (action: RunAction) =>
    command.mutate({ runId, action }, { onError: (error) => notifyFailure(action, error) });
  return runStatuses[status].actions.map((action) => {
    const { label, icon: Icon, variant, color } = looks[action];
    return (
      <Button
        key={action}
        variant={variant}
        color={color}
        leftSection={<Icon size={16} aria-hidden />}
        loading={command.isPending && command.variables.action === action}
        disabled={command.isPending}
        onClick={() =>
          action === 'stop' ? confirmStop(name, () => perform(action)) : perform(action)
        }
      >
        {label}
      </Button>
    );
  });
};

const confirmStop = (name: string, onConfirm: () => void) =>
  modals.openConfirmModal({
    title: `Stop “${name}”?`,
    centered: true,
    children: (
      <Text size="sm">
        The open round is given up and the run cannot be resumed. Finished rounds and their
        checkpoints stay.
      </Text>
    ),
    labels: { confirm: 'Stop the run', cancel: 'Keep it running' },
    confirmProps: { color: 'red' },
    onConfirm,
  });

const notifyFailure = (action: RunAction, error: Error) =>
  notifications.show({
    color: 'red',
    title: `The run did not ${action}`,
    message: <ErrorText error={error} />,
    autoClose: 10_000,
  });
