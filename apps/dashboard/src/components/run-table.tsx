import { Anchor, Checkbox, Group, Progress, Text } from '@mantine/core';
import type { RunId, RunSummary } from '@tributary/protocol';
import { Link } from 'react-router';
import { toneColors } from '../theme.ts';
import { titleOfData } from '../view/catalogue.ts';
import { formatNumber, formatTime } from '../view/format.ts';
import { runResult } from '../view/run-result.ts';
import { runStatuses } from '../view/run-status.ts';
import { Age } from './age.tsx';
import { StatusBadge } from './tone-badge.tsx';
import { type TableColumn, VirtualTable } from './virtual-table.tsx';

interface RunTableProps {
  readonly runs: readonly RunSummary[];
  /** The runs that are to be compared. */
  readonly chosen: ReadonlySet<RunId>;
  readonly onChoose: (runId: RunId, isChosen: boolean) => void;
}

/** Every run in a row. */
export const RunTable = ({ runs, ...choice }: RunTableProps) => (
  <VirtualTable
    label="Runs"
    columns={columnsFor(choice)}
    count={runs.length}
    rowAt={(index) => runs[index] as RunSummary}
    keyOf={({ runId }) => runId}
    isMain
  />
);

const columnsFor = (choice: Omit<RunTableProps, 'runs'>): TableColumn<RunSummary>[] => [
  { key: 'run', title: 'Run', width: '38%', cell: (run) => <RunName run={run} {...choice} /> },
  { key: 'status', title: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  { key: 'rounds', title: 'Rounds', cell: (run) => <RoundsDone run={run} /> },
  { key: 'result', title: 'Result', align: 'end', cell: (run) => <Result run={run} /> },
  {
    key: 'clients',
    title: 'Clients',
    align: 'end',
    cell: ({ connectedClients }) => connectedClients,
  },
  { key: 'created', title: 'Created', cell: ({ createdAt }) => <Age at={createdAt} /> },
];

interface RunNameProps extends Omit<RunTableProps, 'runs'> {
  readonly run: RunSummary;
}

const RunName = ({ run, chosen, onChoose }: RunNameProps) => {
  const { runId, name, task, strategy, createdAt } = run;
  return (
    <Group gap="sm" wrap="nowrap">
      <Checkbox
        checked={chosen.has(runId)}
        onChange={({ currentTarget }) => onChoose(runId, currentTarget.checked)}
        // Runs may be called the same.
        aria-label={`Compare ${name}, created ${formatTime(createdAt)}`}
      />
      <div className="run-name">
        <Anchor component={Link} to={`/runs/${runId}`} fw={600} size="sm">
          {name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {titleOfData(task.dataset)}, {strategy}
        </Text>
      </div>
    </Group>
  );
};

const Result = ({ run }: { readonly run: RunSummary }) => {
  const { score, note } = runResult(run);
  return (
    <>
      {score}
      {note !== null && (
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {note}
        </Text>
      )}
    </>
  );
};

const RoundsDone = ({ run }: { readonly run: RunSummary }) => (
  <Group gap="xs" wrap="nowrap">
    <Progress
      value={(100 * run.round) / run.rounds}
      color={toneColors[runStatuses[run.status].tone]}
      size="sm"
      w={72}
      aria-label={`Rounds of ${run.name}`}
    />
    <Text size="sm" style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
      {formatNumber(run.round)} / {formatNumber(run.rounds)}
    </Text>
  </Group>
);
