import { ActionIcon, Anchor, Badge, Group, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconBraces, IconCheck } from '@tabler/icons-react';
import type { LoggedEvent, RunId } from '@tributary/protocol';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { toneColors } from '../theme.ts';
import type { Devices } from '../view/client-name.ts';
import { eventGroups, eventSentence, groupOfEvent } from '../view/event-sentence.ts';
import { formatNumber, formatTime } from '../view/format.ts';
import type { FilteredEvents } from './use-filtered-events.ts';
import { type TableColumn, VirtualTable } from './virtual-table.tsx';

interface EventListProps {
  readonly events: Pick<FilteredEvents, 'count' | 'at'>;
  readonly devices: Devices;
  readonly runId: RunId;
}

/** Events in plain sentences, the newest first; the number of each leads to the run as it was then. */
export const EventList = ({ events, devices, runId }: EventListProps) => {
  const columns = useMemo(() => columnsFor(devices, runId), [devices, runId]);
  return (
    <VirtualTable
      label="Events of this run"
      columns={columns}
      count={events.count}
      rowAt={events.at}
      keyOf={({ seq }) => seq}
      maxHeightPx={640}
    />
  );
};

const columnsFor = (devices: Devices, runId: RunId): readonly TableColumn<LoggedEvent>[] => [
  {
    ...{ key: 'seq', title: 'No.', width: '80px' },
    cell: ({ seq }) => (
      <Anchor
        component={Link}
        to={`/runs/${runId}/time?event=${seq}`}
        size="sm"
        aria-label={`The run after event ${seq}`}
      >
        {formatNumber(seq)}
      </Anchor>
    ),
  },
  {
    ...{ key: 'time', title: 'Time', width: '210px' },
    cell: ({ at }) => <time dateTime={new Date(at).toISOString()}>{formatTime(at)}</time>,
  },
  {
    ...{ key: 'kind', title: 'Kind', width: '190px' },
    cell: ({ event }) => {
      const { label, tone } = eventGroups[groupOfEvent(event)];
      return <Badge color={toneColors[tone]}>{label}</Badge>;
    },
  },
  {
    ...{ key: 'what', title: 'What happened', isWide: true },
    cell: (logged) => (
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" component="span" style={{ overflowWrap: 'anywhere' }}>
          {eventSentence(logged.event, devices)}
        </Text>
        <CopyJson logged={logged} />
      </Group>
    ),
  },
];

const CopyJson = ({ logged }: { readonly logged: LoggedEvent }) => {
  const { copied, copy } = useClipboard();
  const Icon = copied ? IconCheck : IconBraces;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      title={copied ? 'Copied' : 'Copy as JSON'}
      aria-label={copied ? `Event ${logged.seq} is copied` : `Copy event ${logged.seq} as JSON`}
      onClick={() => copy(JSON.stringify(logged, null, 2))}
    >
      <Icon size={14} aria-hidden />
    </ActionIcon>
  );
};
