import { Button, Card, Center, Table, Title } from '@mantine/core';
import type { Checkpoint, RunId } from '@tributary/protocol';
import { useState } from 'react';
import { useCheckpoints } from '../api/checkpoints.ts';
import { formatBytes, formatDuration, formatLoss, formatPercent } from '../view/format.ts';
import type { RoundPoint } from '../view/round-series.ts';
import type { RunLog } from '../view/run-log.ts';
import { typicalError } from '../view/score.ts';
import { CheckpointCell } from './checkpoint-cell.tsx';
import { RoundMembersButton } from './round-members-button.tsx';

interface RoundsTableProps {
  readonly points: readonly RoundPoint[];
  readonly log: RunLog;
  readonly runId: RunId;
  readonly runName: string;
  /** Whether numbers are predicted: then there is no accuracy. */
  readonly predictsNumbers: boolean;
}

const FEW = 10;

/** The committed rounds in numbers, newest first, each with its members to look at and its checkpoint to download or pin. */
export const RoundsTable = ({ points, ...shared }: RoundsTableProps) => {
  const [showsAll, setShowsAll] = useState(false);
  const checkpoints = useCheckpoints(shared.runId).data;
  if (points.length === 0) return null;
  const newestFirst = points.toReversed();
  const shown = showsAll ? newestFirst : newestFirst.slice(0, FEW);
  return (
    <Card component="section" aria-label="Rounds" padding={0}>
      <Title order={2} size="h5" px="lg" pt="lg" pb="xs">
        Rounds
      </Title>
      <Table.ScrollContainer type="native" minWidth={850}>
        <Table verticalSpacing={6} horizontalSpacing="lg" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right">Round</Table.Th>
              <Table.Th ta="right">
                {shared.predictsNumbers ? 'Typical error' : 'Accuracy'}
              </Table.Th>
              <Table.Th ta="right">Loss</Table.Th>
              <Table.Th ta="right">Reported</Table.Th>
              <Table.Th ta="right">Duration</Table.Th>
              <Table.Th ta="right">From clients</Table.Th>
              <Table.Th ta="right">To clients</Table.Th>
              <Table.Th>Checkpoint</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((point) => (
              <RoundRow
                key={point.round}
                point={point}
                checkpoint={checkpoints?.find(({ round }) => round === point.round)}
                {...shared}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {points.length > FEW && (
        <Center pb="sm">
          <Button variant="subtle" size="compact-sm" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? `Show the last ${FEW} rounds` : `Show all ${points.length} rounds`}
          </Button>
        </Center>
      )}
    </Card>
  );
};

interface RoundRowProps extends Omit<RoundsTableProps, 'points'> {
  readonly point: RoundPoint;
  readonly checkpoint: Checkpoint | undefined;
}

const RoundRow = ({ point, log, runId, runName, predictsNumbers, checkpoint }: RoundRowProps) => (
  <Table.Tr>
    <Table.Td ta="right">{point.round}</Table.Td>
    <Table.Td ta="right">
      {predictsNumbers ? formatLoss(typicalError(point)) : formatPercent(point.accuracy)}
    </Table.Td>
    <Table.Td ta="right">{formatLoss(point.loss)}</Table.Td>
    <Table.Td ta="right">
      <RoundMembersButton point={point} log={log} />
    </Table.Td>
    <Table.Td ta="right">{formatDuration(point.totalMs)}</Table.Td>
    <Table.Td ta="right">{formatBytes(point.bytesUp)}</Table.Td>
    <Table.Td ta="right">{formatBytes(point.bytesDown)}</Table.Td>
    <Table.Td>
      <CheckpointCell runId={runId} runName={runName} point={point} checkpoint={checkpoint} />
    </Table.Td>
  </Table.Tr>
);
