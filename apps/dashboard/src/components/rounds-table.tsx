import { Anchor, Card, Text, Title } from '@mantine/core';
import type { RunId } from '@tributary/protocol';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useCheckpoints } from '../api/checkpoints.ts';
import {
  formatBytes,
  formatDuration,
  formatLoss,
  formatNumber,
  formatPercent,
} from '../view/format.ts';
import { type JudgedRounds, scoreOfRound } from '../view/judged-rounds.ts';
import type { Refusal } from '../view/refusals.ts';
import type { RoundPoint } from '../view/round-series.ts';
import { typicalError } from '../view/score.ts';
import { CheckpointCell } from './checkpoint-cell.tsx';
import { type TableColumn, VirtualTable } from './virtual-table.tsx';

interface RoundsTableProps {
  readonly points: readonly RoundPoint[];
  readonly judged: JudgedRounds;
  readonly refused: readonly Refusal[];
  readonly runId: RunId;
  readonly runName: string;
  /** Whether numbers are predicted: then there is no accuracy. */
  readonly predictsNumbers: boolean;
}

/** The committed rounds in numbers, newest first, each with a page of its own and its checkpoint to download or pin. */
export const RoundsTable = ({
  points,
  judged,
  refused,
  runId,
  runName,
  predictsNumbers,
}: RoundsTableProps) => {
  const checkpoints = useCheckpoints(runId).data;
  const byRound = useMemo(
    () => new Map(checkpoints?.map((checkpoint) => [checkpoint.round, checkpoint])),
    [checkpoints],
  );
  const refusals = useMemo(() => countByRound(refused), [refused]);
  const columns: TableColumn<RoundPoint>[] = [
    {
      ...{ key: 'round', title: 'Round' },
      cell: ({ round }) => (
        <Anchor component={Link} to={`/runs/${runId}/rounds/${round}`} size="sm" fw={600}>
          Round {round}
        </Anchor>
      ),
    },
    predictsNumbers
      ? {
          ...{ key: 'error', title: 'Typical error', align: 'end' },
          cell: ({ round }) => formatLoss(typicalError(scoreOfRound(judged, round))),
        }
      : {
          ...{ key: 'accuracy', title: 'Accuracy', align: 'end' },
          cell: ({ round }) => formatPercent(scoreOfRound(judged, round).accuracy),
        },
    {
      ...{ key: 'loss', title: 'Loss', align: 'end' },
      cell: ({ round }) => formatLoss(scoreOfRound(judged, round).loss),
    },
    {
      ...{ key: 'reported', title: 'Reported', align: 'end' },
      cell: (point) => <Reported point={point} refused={refusals.get(point.round) ?? 0} />,
    },
    {
      ...{ key: 'duration', title: 'Duration', align: 'end' },
      cell: ({ totalMs }) => formatDuration(totalMs),
    },
    {
      ...{ key: 'up', title: 'From clients', align: 'end' },
      cell: ({ bytesUp }) => formatBytes(bytesUp),
    },
    {
      ...{ key: 'down', title: 'To clients', align: 'end' },
      cell: ({ bytesDown }) => formatBytes(bytesDown),
    },
    {
      ...{ key: 'checkpoint', title: 'Checkpoint', isWide: true },
      cell: (point) => (
        <CheckpointCell
          runId={runId}
          runName={runName}
          point={point}
          checkpoint={byRound.get(point.round)}
        />
      ),
    },
  ];
  return (
    <Card component="section" aria-label="Rounds" padding={0}>
      <Title order={2} size="h5" px="md" pt="md" pb="xs">
        Rounds
      </Title>
      <VirtualTable
        label="The committed rounds"
        columns={columns}
        count={points.length}
        rowAt={(index) => points[points.length - 1 - index] as RoundPoint}
        keyOf={({ round }) => round}
      />
    </Card>
  );
};

interface ReportedProps {
  readonly point: RoundPoint;
  readonly refused: number;
}

const Reported = ({ point: { reported, selected }, refused }: ReportedProps) => (
  <>
    {refused > 0 && (
      <Text size="xs" c="dimmed" component="span" mr={6}>
        {formatNumber(refused)} refused
      </Text>
    )}
    {reported} of {selected}
  </>
);

const countByRound = (refused: readonly Refusal[]): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>();
  for (const { round } of refused) counts.set(round, (counts.get(round) ?? 0) + 1);
  return counts;
};
