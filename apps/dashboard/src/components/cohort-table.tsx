import { Progress, Table, Text } from '@mantine/core';
import { toneColors } from '../theme.ts';
import type { CohortRow } from '../view/cohort-rows.ts';
import { formatNorm } from '../view/format.ts';
import { ToneBadge } from './tone-badge.tsx';

/** With a larger cohort the table scrolls inside the panel. */
const MAX_HEIGHT_PX = 420;

interface CohortTableProps {
  readonly rows: readonly CohortRow[];
  /** Whether the round is over: then nobody trains any more. */
  readonly isPast?: boolean;
}

/** The members of a round, and how far each is or was. */
export const CohortTable = ({ rows, isPast = false }: CohortTableProps) => (
  <Table.ScrollContainer type="native" minWidth={640} maxHeight={MAX_HEIGHT_PX}>
    <Table verticalSpacing={6} horizontalSpacing="xs" stickyHeader>
      <Table.Thead bg="var(--mantine-color-default)">
        <Table.Tr>
          <Table.Th>Client</Table.Th>
          <Table.Th>State</Table.Th>
          {!isPast && <Table.Th w={130}>Training</Table.Th>}
          <Table.Th ta="right">Norm</Table.Th>
          <Table.Th>Detail</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <MemberRow key={row.clientId} row={row} isPast={isPast} />
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

interface MemberRowProps {
  readonly row: CohortRow;
  readonly isPast: boolean;
}

const MemberRow = ({
  row: { name, backend, label, tone, detail, progress, norm },
  isPast,
}: MemberRowProps) => (
  <Table.Tr>
    <Table.Td style={{ whiteSpace: 'nowrap' }}>
      <Text size="sm" fw={600} component="span">
        {name}
      </Text>
      {backend !== null && (
        <Text size="xs" c="dimmed" component="span" ml={6}>
          {backend}
        </Text>
      )}
    </Table.Td>
    <Table.Td>
      <ToneBadge label={label} tone={tone} />
    </Table.Td>
    {!isPast && (
      <Table.Td>
        {progress !== null && (
          <Progress
            value={100 * progress}
            size="sm"
            color={toneColors[tone]}
            aria-label={`Training of ${name}`}
          />
        )}
      </Table.Td>
    )}
    <Table.Td ta="right">{formatNorm(norm)}</Table.Td>
    <Table.Td>
      <Text size="sm" c="dimmed">
        {detail}
      </Text>
    </Table.Td>
  </Table.Tr>
);
