import { Anchor, Card, Group, Title } from '@mantine/core';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { StatusBadge } from '../components/tone-badge.tsx';
import { type TableColumn, VirtualTable } from '../components/virtual-table.tsx';
import {
  formatBytes,
  formatDuration,
  formatEpsilon,
  formatLoss,
  formatNumber,
  formatPercent,
  NO_VALUE,
} from '../view/format.ts';
import type { ComparedRun } from './compared-run.ts';
import { LineSample } from './line-sample.tsx';
import { type RunOutcome, runOutcome } from './run-outcome.ts';

interface OutcomeRow extends RunOutcome {
  readonly run: ComparedRun;
  /** In the list of runs. */
  readonly place: number;
}

/** What has come of each run, one below the other. */
export const OutcomeTable = ({ runs }: { readonly runs: readonly ComparedRun[] }) => {
  const rows = useMemo(
    () => runs.map((run, place): OutcomeRow => ({ run, place, ...runOutcome(run.config, run) })),
    [runs],
  );
  return (
    <Card component="section" aria-label="Outcomes" padding={0}>
      <Title order={2} size="h5" px="lg" pt="lg" pb="xs">
        Outcomes
      </Title>
      <VirtualTable
        label="How each run came out"
        columns={rows.some(({ epsilon }) => epsilon !== null) ? columnsWithEpsilon : columns}
        count={rows.length}
        rowAt={(index) => rows[index] as OutcomeRow}
        keyOf={({ run }) => run.summary.runId}
      />
    </Card>
  );
};

const columns: readonly TableColumn<OutcomeRow>[] = [
  {
    ...{ key: 'run', title: 'Run' },
    cell: ({ run: { summary }, place }) => (
      <Group gap="xs" wrap="nowrap">
        <LineSample place={place} />
        <Anchor component={Link} to={`/runs/${summary.runId}`} size="sm" fw={600} truncate>
          {summary.name}
        </Anchor>
      </Group>
    ),
  },
  {
    ...{ key: 'status', title: 'Status' },
    cell: ({ run }) => <StatusBadge status={run.summary.status} />,
  },
  {
    ...{ key: 'rounds', title: 'Rounds', align: 'end' },
    cell: ({ rounds, run }) => `${formatNumber(rounds)} / ${formatNumber(run.config.rounds)}`,
  },
  {
    ...{ key: 'accuracy', title: 'Best accuracy', align: 'end' },
    cell: ({ best }) => formatPercent(best?.accuracy ?? null),
  },
  {
    ...{ key: 'loss', title: 'Its loss', align: 'end' },
    cell: ({ best }) => formatLoss(best?.loss ?? null),
  },
  {
    ...{ key: 'best', title: 'In round', align: 'end' },
    cell: ({ best }) => (best === null ? NO_VALUE : formatNumber(best.round)),
  },
  {
    ...{ key: 'bytes', title: 'Bytes sent', align: 'end' },
    cell: ({ rounds, bytes }) => (rounds === 0 ? NO_VALUE : formatBytes(bytes)),
  },
  {
    ...{ key: 'time', title: 'Time', align: 'end' },
    cell: ({ rounds, roundsMs }) => (rounds === 0 ? NO_VALUE : formatDuration(roundsMs)),
  },
];

const epsilonColumn: TableColumn<OutcomeRow> = {
  ...{ key: 'epsilon', title: 'ε', align: 'end' },
  cell: ({ epsilon }) => (epsilon === null ? 'no promise' : formatEpsilon(epsilon)),
};

/** Where privacy is promised by none there is no need to say so of each. */
const columnsWithEpsilon = [...columns, epsilonColumn];
