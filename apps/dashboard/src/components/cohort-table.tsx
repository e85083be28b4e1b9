import { Progress, Text } from '@mantine/core';
import { toneColors } from '../theme.ts';
import type { CohortRow } from '../view/cohort-rows.ts';
import { formatNorm } from '../view/format.ts';
import { ToneBadge } from './tone-badge.tsx';
import { type TableColumn, VirtualTable } from './virtual-table.tsx';

/** With a larger cohort the table scrolls inside the panel. */
const MAX_HEIGHT_PX = 420;

interface CohortTableProps {
  readonly rows: readonly CohortRow[];
  /** Whether the round is over: then nobody trains any more. */
  readonly isPast?: boolean;
}

/** The members of a round, and how far each is or was. */
export const CohortTable = ({ rows, isPast = false }: CohortTableProps) => (
  <VirtualTable
    label="Members of the cohort"
    columns={isPast ? [client, state, norm, detail] : [client, state, training, norm, detail]}
    count={rows.length}
    rowAt={(index) => rows[index] as CohortRow}
    keyOf={({ clientId }) => clientId}
    maxHeightPx={MAX_HEIGHT_PX}
  />
);

type Column = TableColumn<CohortRow>;

const client: Column = {
  ...{ key: 'client', title: 'Client' },
  cell: ({ name, backend }) => (
    <>
      <Text size="sm" fw={600} component="span">
        {name}
      </Text>
      {backend !== null && (
        <Text size="xs" c="dimmed" component="span" ml={6}>
          {backend}
        </Text>
      )}
    </>
  ),
};

const state: Column = {
  ...{ key: 'state', title: 'State' },
  cell: ({ label, tone }) => <ToneBadge label={label} tone={tone} />,
};

const training: Column = {
  ...{ key: 'training', title: 'Training', width: '130px' },
  cell: ({ name, progress, tone }) =>
    progress !== null && (
      <Progress
        value={100 * progress}
        size="sm"
        color={toneColors[tone]}
        aria-label={`Training of ${name}`}
      />
    ),
};

const norm: Column = {
  ...{ key: 'norm', title: 'Norm', align: 'end' },
  cell: (row) => formatNorm(row.norm),
};

const detail: Column = {
  ...{ key: 'detail', title: 'Detail', isWide: true },
  cell: (row) => (
    <Text size="sm" c="dimmed" component="span">
      {row.detail}
    </Text>
  ),
};
