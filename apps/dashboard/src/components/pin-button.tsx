import { ActionIcon, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPin, IconPinFilled } from '@tabler/icons-react';
import type { RunId } from '@tributary/protocol';
import { usePinCheckpoint } from '../api/checkpoints.ts';
import { ErrorText } from './query-panels.tsx';

interface PinButtonProps {
  readonly runId: RunId;
  readonly round: number;
  readonly pinned: boolean;
}

/** Has a checkpoint stay whatever the run's retention says, or lets it go again. */
export const PinButton = ({ runId, round, pinned }: PinButtonProps) => {
  const pin = usePinCheckpoint(runId);
  const Icon = pinned ? IconPinFilled : IconPin;
  const change = () =>
    pin.mutate(
      { round, pinned: !pinned },
      {
        onError: (error) =>
          notifications.show({
            color: 'red',
            title: `The checkpoint of round ${round} was not ${pinned ? 'unpinned' : 'pinned'}`,
            message: <ErrorText error={error} />,
            autoClose: 10_000,
          }),
      },
    );
  return (
    <Tooltip label={pinned ? 'Pinned: it stays' : 'Pin it, so that it stays'}>
      <ActionIcon
        variant="subtle"
        size="sm"
        color={pinned ? 'river' : 'gray'}
        aria-label={`Pin the checkpoint of round ${round}`}
        aria-pressed={pinned}
        loading={pin.isPending}
        onClick={change}
      >
        <Icon size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
};
