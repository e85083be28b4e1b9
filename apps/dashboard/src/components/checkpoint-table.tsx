import { Badge, Button, Card, Group, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Checkpoint, RunId } from '@tributary/protocol';
import { usePromoteCheckpoint } from '../api/checkpoints.ts';
import { useMayChange } from '../api/session.ts';
import type { FileChoice } from '../files/checkpoint-choices.ts';
import { countOf, formatBytes, formatLoss, formatPercent, NO_VALUE } from '../view/format.ts';
import { type JudgedRounds, scoreOfRound } from '../view/judged-rounds.ts';
import { type Score, typicalError } from '../view/score.ts';
import { Age } from './age.tsx';
import { DownloadMenu } from './download-menu.tsx';
import { PinButton } from './pin-button.tsx';
import { ErrorText } from './query-panels.tsx';
import { type TableColumn, VirtualTable } from './virtual-table.tsx';

interface CheckpointTableProps {
  readonly runId: RunId;
  readonly runName: string;
  /** All of the run, newest first. */
  readonly checkpoints: readonly Checkpoint[];
  readonly judged: JudgedRounds;
  readonly choices: readonly FileChoice[];
  readonly predictsNumbers: boolean;
}

/** The models that are kept, each to be chosen, pinned and downloaded. */
export const CheckpointTable = ({ checkpoints, ...shared }: CheckpointTableProps) => {
  const mayChange = useMayChange();
  const kept = checkpoints.filter((checkpoint) => checkpoint.kept);
  const gone = checkpoints.length - kept.length;
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
      <VirtualTable
        label="Checkpoints that are kept"
        columns={columnsFor({ ...shared, mayChange })}
        count={kept.length}
        rowAt={(index) => kept[index] as Checkpoint}
        keyOf={({ round }) => round}
      />
    </Card>
  );
};

interface ColumnOptions extends Omit<CheckpointTableProps, 'checkpoints'> {
  readonly mayChange: boolean;
}

const columnsFor = (options: ColumnOptions): TableColumn<Checkpoint>[] => {
  const scoreOf = (checkpoint: Checkpoint): Score =>
    checkpoint.loss === null ? scoreOfRound(options.judged, checkpoint.round) : checkpoint;
  return [
    { key: 'round', title: 'Round', cell: ({ round }) => `Round ${round}` },
    options.predictsNumbers
      ? {
          ...{ key: 'error', title: 'Typical error', align: 'end' },
          cell: (checkpoint) => formatLoss(typicalError(scoreOf(checkpoint))),
        }
      : {
          ...{ key: 'accuracy', title: 'Accuracy', align: 'end' },
          cell: (checkpoint) => formatPercent(scoreOf(checkpoint).accuracy),
        },
    {
      ...{ key: 'loss', title: 'Loss', align: 'end' },
      cell: (checkpoint) => formatLoss(scoreOf(checkpoint).loss),
    },
    { key: 'size', title: 'Size', align: 'end', cell: ({ bytes }) => formatBytes(bytes) },
    { key: 'made', title: 'Made', cell: ({ createdAt }) => <Age at={createdAt} /> },
    {
      ...{ key: 'current', title: 'For applications', isWide: true },
      cell: (checkpoint) => <CurrentCell checkpoint={checkpoint} {...options} />,
    },
    {
      ...{ key: 'files', title: 'Files', isWide: true },
      cell: (checkpoint) => (
        <Group gap="xs" wrap="nowrap">
          <DownloadMenu
            checkpoint={checkpoint}
            runName={options.runName}
            choices={options.choices}
          />
          {options.mayChange && (
            <PinButton runId={options.runId} round={checkpoint.round} pinned={checkpoint.pinned} />
          )}
        </Group>
      ),
    },
  ];
};

interface CurrentCellProps extends Pick<ColumnOptions, 'runId' | 'mayChange'> {
  readonly checkpoint: Checkpoint;
}

const CurrentCell = ({ checkpoint: { round, current }, runId, mayChange }: CurrentCellProps) => (
  <Group gap="xs" wrap="nowrap">
    {current && <Badge color="teal">Current</Badge>}
    {mayChange && <PromoteButton runId={runId} round={round} isCurrent={current} />}
    {!mayChange && !current && NO_VALUE}
  </Group>
);

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
          : `Make current: the checkpoint of round ${round}`
      }
    >
      {isCurrent ? 'Withdraw' : 'Make current'}
    </Button>
  );
};
