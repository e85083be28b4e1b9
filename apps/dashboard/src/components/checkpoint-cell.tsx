import { Anchor, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Checkpoint, RunId } from '@tributary/protocol';
import { useMayChange } from '../api/session.ts';
import { checkpointFileName } from '../view/checkpoint-file-name.ts';
import type { RoundPoint } from '../view/round-series.ts';
import { PinButton } from './pin-button.tsx';

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
