import { Anchor, Checkbox, Group, Progress, Table, Text, VisuallyHidden } from '@mantine/core';
import type { RunId, RunSummary } from '@tributary/protocol';
import { Link } from 'react-router';
import { toneColors } from '../theme.ts';
import { titleOfData } from '../view/catalogue.ts';
import { runStatuses } from '../view/run-status.ts';
import { formatScore } from '../view/score.ts';
import { Age } from './age.tsx';
import { StatusBadge } from './tone-badge.tsx';

interface RunTableProps {
  readonly runs: readonly RunSummary[];
  /** The runs that are to be compared. */
  readonly chosen: ReadonlySet<RunId>;
  readonly onChoose: (runId: RunId, isChosen: boolean) => void;
}

/** Every run in a row. */
export const RunTable = ({ runs, chosen, onChoose }: RunTableProps) => (
  <Table.ScrollContainer type="native" minWidth={960}>
    <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={40}>
            <VisuallyHidden>Compare</VisuallyHidden>
          </Table.Th>
          <Table.Th>Run</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th>Rounds</Table.Th>
          <Table.Th ta="right">Test result</Table.Th>
          <Table.Th ta="right">Clients</Table.Th>
          <Table.Th>Data set</Table.Th>
          <Table.Th>Strategy</Table.Th>
          <Table.Th>Created</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {runs.map((run) => (
          <RunRow
            key={run.runId}
            run={run}
            isChosen={chosen.has(run.runId)}
            onChoose={(isChosen) => onChoose(run.runId, isChosen)}
          />
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

interface RunRowProps {
  readonly run: RunSummary;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

const RunRow = ({ run, isChosen, onChoose }: RunRowProps) => (
  <Table.Tr>
    <Table.Td>
      <Checkbox
        checked={isChosen}
        onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        aria-label={`Compare ${run.name}`}
      />
    </Table.Td>
    <Table.Td miw={170} maw={260}>
      <Anchor component={Link} to={`/runs/${run.runId}`} fw={600} size="sm">
        {run.name}
      </Anchor>
    </Table.Td>
    <Table.Td>
      <StatusBadge status={run.status} />
    </Table.Td>
    <Table.Td>
      <RoundsDone run={run} />
    </Table.Td>
    <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
      {formatScore(run)}
    </Table.Td>
    <Table.Td ta="right">{run.connectedClients}</Table.Td>
    <Table.Td>{titleOfData(run.task.dataset)}</Table.Td>
    <Table.Td>{run.strategy}</Table.Td>
    <Table.Td style={{ whiteSpace: 'nowrap' }}>
      <Age at={run.createdAt} />
    </Table.Td>
  </Table.Tr>
);

const RoundsDone = ({ run }: { readonly run: RunSummary }) => (
  <Group gap="xs" wrap="nowrap">
    <Progress
      value={(100 * run.round) / run.rounds}
      color={toneColors[runStatuses[run.status].tone]}
      size="sm"
      w={72}
      aria-label={`Rounds of ${run.name}`}
    />
    <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
      {run.round} / {run.rounds}
    </Text>
  </Group>
);
