import { ActionIcon, Box, Card, Center, Group, Text, Title, Tooltip } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type TableColumn, VirtualTable } from './virtual-table.tsx';

/** So high are charts, and the tables that stand for them. */
export const CHART_PX = 220;

interface ChartCardProps<Row> {
  readonly title: string;
  /** What the figures are, beneath the title. */
  readonly note?: string;
  /** What stands in the place of a chart that has nothing to show; null where it has. */
  readonly gap?: string | null;
  /** The same figures for those who read rather than look. */
  readonly table: {
    readonly columns: readonly TableColumn<Row>[];
    readonly rows: readonly Row[];
    readonly keyOf: (row: Row) => string | number;
  };
  readonly children: ReactNode;
}

/** A chart, which can be read as a table instead. */
export const ChartCard = <Row,>({
  title,
  note,
  gap = null,
  table,
  children,
}: ChartCardProps<Row>) => {
  const [isTable, setIsTable] = useState(false);
  const Icon = isTable ? IconChartLine : IconTable;
  return (
    <Card component="section" aria-label={title}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb="md">
        <Box>
          <Title order={2} size="h5">
            {title}
          </Title>
          {note !== undefined && (
            <Text size="xs" c="dimmed">
              {note}
            </Text>
          )}
        </Box>
        {gap === null && (
          <Tooltip label={isTable ? 'Show the chart' : 'Show the numbers'}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${title} as a table`}
              aria-pressed={isTable}
              onClick={() => setIsTable(!isTable)}
            >
              <Icon size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {gap !== null ? (
        <Center h={CHART_PX}>
          <Text size="sm" c="dimmed" ta="center">
            {gap}
          </Text>
        </Center>
      ) : isTable ? (
        <VirtualTable
          label={`${title}, the numbers`}
          columns={table.columns}
          count={table.rows.length}
          rowAt={(index) => table.rows[index] as Row}
          keyOf={table.keyOf}
          maxHeightPx={CHART_PX}
        />
      ) : (
        children
      )}
    </Card>
  );
};
