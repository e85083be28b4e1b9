import { Badge, Button, Card, Center, Group, Table, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Checkpoint, RunId } from '@tributary/protocol';
import { useState } from 'react';
import { usePromoteCheckpoint } from '../api/checkpoints.ts';
import { useMayChange } from '../api/session.ts';
import type { FileChoice } from '../files/checkpoint-choices.ts';
import { countOf, formatBytes, formatLoss, formatPercent } from '../view/format.ts';
import { typicalError } from '../view/score.ts';
import { Age } from './age.tsx';
import { DownloadMenu } from './download-menu.tsx';
import { PinButton } from './pin-button.tsx';
import { ErrorText } from './query-panels.tsx';

interface CheckpointTableProps {
  readonly runId: RunId;
  readonly runName: string;
  /** All of the run, newest first. */
  readonly checkpoints: readonly Checkpoint[];
  readonly choices: readonly FileChoice[];
  readonly predictsNumbers: boolean;
}

const FEW = 10;

/** The models that are kept, each to be chosen, pinned and downloaded. */
export const CheckpointTable = ({ checkpoints, ...shared }: CheckpointTableProps) => {
  const [showsAll, setShowsAll] = useState(false);
  const kept = checkpoints.filter((checkpoint) => checkpoint.kept);
  const gone = checkpoints.length - kept.length;
  // Those that somebody chose stand there however old they are.
  const shown = showsAll
    ? kept
    : kept.filter(({ pinned, current }, at) => at < FEW || pinned || current);
  return (
    <Card component="section" aria-label="Checkpoints" padding={0}>
      <Group justify="space-between" px="lg" pt="lg" pb="xs">
        <Title order={2} size="h5">
          Checkpoints
        </Title>
        {gone > 0 && (
          <Text size="sm" c="dimmed">
            {countOf(gone, 'older model')} not kept; their results stand with the rounds.
          </Text>
        )}
      </Group>
      <Table.ScrollContainer type="native" minWidth={760}>
        <Table verticalSpacing={6} horizontalSpacing="lg" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right">Round</Table.Th>
              <Table.Th ta="right">
                {shared.predictsNumbers ? 'Typical error' : 'Accuracy'}
              </Table.Th>
              <Table.Th ta="right">Loss</Table.Th>
              <Table.Th ta="right">Size</Table.Th>
              <Table.Th>Made</Table.Th>
              <Table.Th>For applications</Table.Th>
              <Table.Th>Files</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((checkpoint) => (
              <CheckpointRow key={checkpoint.round} checkpoint={checkpoint} {...shared} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {kept.length > FEW && (
        <Center pb="sm">
          <Button variant="subtle" size="compact-sm" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Show fewer' : `Show all ${kept.length}`}
          </Button>
        </Center>
      )}
    </Card>
  );
};

interface CheckpointRowProps extends Omit<CheckpointTableProps, 'checkpoints'> {
  readonly checkpoint: Checkpoint;
}

const CheckpointRow = ({ checkpoint, ...props }: CheckpointRowProps) => {
  const mayChange = useMayChange();
  const { round, accuracy, loss, bytes, createdAt, current, pinned } = checkpoint;
  return (
    <Table.Tr>
      <Table.Td ta="right">{round}</Table.Td>
      <Table.Td ta="right">
        {props.predictsNumbers ? formatLoss(typicalError(checkpoint)) : formatPercent(accuracy)}
      </Table.Td>
      <Table.Td ta="right">{formatLoss(loss)}</Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        {formatBytes(bytes)}
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Age at={createdAt} />
      </Table.Td>
      <Table.Td>
        {current && <Badge color="teal">Current</Badge>}
        {mayChange && <PromoteButton runId={props.runId} round={round} isCurrent={current} />}
        {!mayChange && !current && '–'}
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <DownloadMenu checkpoint={checkpoint} runName={props.runName} choices={props.choices} />
          {mayChange && <PinButton runId={props.runId} round={round} pinned={pinned} />}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
};

interface PromoteButtonProps {
  readonly runId: RunId;
  readonly round: number;
  readonly isCurrent: boolean;
}

const PromoteButton = ({ runId, round, isCurrent }: PromoteButtonProps) => {
  const promote = usePromoteCheckpoint(runId);
  const change = () =>
    promote.mutate(isCurrent ? null : round, {
      onError: (error) =>
        notifications.show({
          color: 'red',
          title: 'The current checkpoint was not changed',
          message: <ErrorText error={error} />,
          autoClose: 10_000,
        }),
    });
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      loading={promote.isPending}
      onClick={change}
      aria-label={
        isCurrent
          ? `Withdraw the checkpoint of round ${round}`
          : `Make the checkpoint of round ${round} the current one`
      }
    >
      {isCurrent ? 'Withdraw' : 'Make current'}
    </Button>
  );
};
