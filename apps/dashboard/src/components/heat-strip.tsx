import { Text } from '@mantine/core';
import type { RunId } from '@tributary/protocol';
import type { RoundRecord } from '@tributary/rounds';
import { useCallback, useMemo } from 'react';
import { clientName, type Devices } from '../view/client-name.ts';
import { countOf, formatNumber } from '../view/format.ts';
import { type HeatRow, heatColumn, heatGrid, roundsPerColumn } from '../view/heat-grid.ts';
import { ChartCard } from './chart-card.tsx';
import { HeatCanvas } from './heat-canvas.tsx';
import { useInSlices } from './use-in-slices.ts';

const MOST_COLUMNS = 120;
const MOST_ROWS = 24;

interface HeatStripProps {
  readonly runId: RunId;
  readonly history: readonly RoundRecord[];
  readonly devices: Devices;
}

/** Over the rounds, how unlike the others each client's updates were; those who stood out most. */
export const HeatStrip = ({ runId, history, devices }: HeatStripProps) => {
  const groups = useGroups(history);
  const { results, isDone } = useInSlices(groups, heatColumn);
  const grid = useMemo(() => heatGrid(results, MOST_ROWS), [results]);
  const nameOf = useCallback(({ clientId }: HeatRow) => clientName(devices, clientId), [devices]);
  const shown = isDone ? '' : `; ${formatNumber(results.length)} columns reckoned so far`;
  return (
    <ChartCard
      title="Updates unlike the others"
      note={`The stronger the shade, the farther in length or direction from the updates of the same round; a mark where one stands out${shown}`}
      gap={gapOf(history, grid.rows)}
      table={{
        rows: grid.rows,
        keyOf: ({ clientId }) => clientId,
        columns: [
          { key: 'client', title: 'Client', cell: nameOf },
          {
            ...{ key: 'times', title: 'Rounds in which it stood out', align: 'end' },
            cell: ({ timesOut }) => formatNumber(timesOut),
          },
          {
            ...{ key: 'farthest', title: 'Farthest, in robust deviations', align: 'end' },
            cell: ({ farthest }) => farthest.toFixed(1),
          },
        ],
      }}
    >
      <HeatCanvas
        grid={grid}
        nameOf={nameOf}
        roundPath={(column) => `/runs/${runId}/rounds/${groups[column]?.at(-1)?.round ?? 1}`}
      />
      {grid.hidden > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {countOf(grid.hidden, 'other client')} stood out less.
        </Text>
      )}
    </ChartCard>
  );
};

/** The rounds of each column; a group stays the same list until another round is added to it. */
const useGroups = (history: readonly RoundRecord[]): readonly (readonly RoundRecord[])[] => {
  const size = roundsPerColumn(history.length, MOST_COLUMNS);
  return useMemo(() => {
    const count = Math.ceil(history.length / size);
    return Array.from({ length: count }, (_, column) => groupOf(history, column * size, size));
  }, [history, size]);
};

const groups = new WeakMap<RoundRecord, readonly RoundRecord[]>();
const groupOf = (history: readonly RoundRecord[], begin: number, size: number) => {
  const first = history[begin] as RoundRecord;
  const members = history.slice(begin, begin + size);
  const known = groups.get(first);
  if (known?.length === members.length) return known;
  groups.set(first, members);
  return members;
};

const gapOf = (history: readonly RoundRecord[], rows: readonly HeatRow[]): string | null => {
  if (history.length === 0) return 'The first column appears when round 1 is done.';
  return rows.length === 0 ? 'The norms of these updates were not measured.' : null;
};
