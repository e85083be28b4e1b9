import { Anchor, Card, Group, Table, Title } from '@mantine/core';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { StatusBadge } from '../components/tone-badge.tsx';
import {
  formatBytes,
  formatDuration,
  formatEpsilon,
  formatLoss,
  formatPercent,
  NO_VALUE,
} from '../view/format.ts';
import type { ComparedRun } from './compared-run.ts';
import { LineSample } from './line-sample.tsx';
import { runOutcome } from './run-outcome.ts';

/** What has come of each run, one below the other. */
export const OutcomeTable = ({ runs }: { readonly runs: readonly ComparedRun[] }) => (
  <Card component="section" aria-label="Outcomes" padding={0}>
    <Title order={2} size="h5" px="lg" pt="lg" pb="xs">
      Outcomes
    </Title>
    <Table.ScrollContainer type="native" minWidth={980}>
      <Table horizontalSpacing="lg" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Run</Table.Th>
            <Table.Th>Status</Table.Th>
            <Table.Th ta="right">Rounds</Table.Th>
            <Table.Th ta="right">Best accuracy</Table.Th>
            <Table.Th ta="right">Its loss</Table.Th>
            <Table.Th ta="right">In round</Table.Th>
            <Table.Th>Measured by</Table.Th>
            <Table.Th ta="right">Bytes sent</Table.Th>
            <Table.Th ta="right">Time in rounds</Table.Th>
            <Table.Th ta="right">Privacy (ε)</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run, place) => (
            <OutcomeRow key={run.summary.runId} run={run} place={place} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  </Card>
);

interface OutcomeRowProps {
  readonly run: ComparedRun;
  readonly place: number;
}

const OutcomeRow = ({ run, place }: OutcomeRowProps) => {
  const { summary, config, judged } = run;
  const outcome = useMemo(() => runOutcome(config, run), [config, run]);
  const { best, rounds, bytes, roundsMs, epsilon } = outcome;
  return (
    <Table.Tr>
      <Table.Td miw={200}>
        <Group gap="xs" wrap="nowrap">
          <LineSample place={place} />
          <Anchor component={Link} to={`/runs/${summary.runId}`} size="sm" fw={600}>
            {summary.name}
          </Anchor>
        </Group>
      </Table.Td>
      <Table.Td>
        <StatusBadge status={summary.status} />
      </Table.Td>
      <Figure>{`${rounds} / ${config.rounds}`}</Figure>
      <Figure>{formatPercent(best?.accuracy ?? null)}</Figure>
      <Figure>{formatLoss(best?.loss ?? null)}</Figure>
      <Figure>{best === null ? NO_VALUE : String(best.round)}</Figure>
      <Table.Td>{best === null ? NO_VALUE : `the ${judged.by}`}</Table.Td>
      <Figure>{rounds === 0 ? NO_VALUE : formatBytes(bytes)}</Figure>
      <Figure>{rounds === 0 ? NO_VALUE : formatDuration(roundsMs)}</Figure>
      <Figure>{epsilon === null ? 'none promised' : formatEpsilon(epsilon)}</Figure>
    </Table.Tr>
  );
};

const Figure = ({ children }: { readonly children: string }) => (
  <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
    {children}
  </Table.Td>
);
