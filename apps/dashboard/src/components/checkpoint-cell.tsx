import { ActionIcon, Anchor, Group, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconPin, IconPinFilled } from '@tabler/icons-react';
import type { Checkpoint, RunId } from '@tributary/protocol';
import { usePinCheckpoint } from '../api/checkpoints.ts';
import { useMayChange } from '../api/session.ts';
import { checkpointFileName } from '../view/checkpoint-file-name.ts';
import type { RoundPoint } from '../view/round-series.ts';
import { ErrorText } from './query-panels.tsx';

interface CheckpointCellProps {
  readonly runId: RunId;
  readonly runName: string;
  readonly point: RoundPoint;
  /** What the coordinator says of it; undefined while it has said nothing yet. */
  readonly checkpoint: Checkpoint | undefined;
}

/** A round's model: to download and to pin, while it is still there. */
export const CheckpointCell = ({ runId, runName, point, checkpoint }: CheckpointCellProps) => {
  const mayChange = useMayChange();
  if (checkpoint?.kept === false) {
    return (
      <Text size="sm" c="dimmed" title="The run keeps its newest, best and pinned checkpoints.">
        Not kept
      </Text>
    );
  }
  return (
    <Group gap="xs" wrap="nowrap">
      <Anchor
        href={`/api/checkpoints/${point.checkpoint}`}
        download={checkpointFileName(runName, point.round)}
        size="sm"
        aria-label={`Download the checkpoint of round ${point.round}`}
      >
        <IconDownload size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> Download
      </Anchor>
      {mayChange && (
        <PinButton runId={runId} round={point.round} pinned={checkpoint?.pinned ?? false} />
      )}
    </Group>
  );
};

interface PinButtonProps {
  readonly runId: RunId;
  readonly round: number;
  readonly pinned: boolean;
}

const PinButton = ({ runId, round, pinned }: PinButtonProps) => {
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
