import { ActionIcon, Badge, CopyButton, Group, Text, Tooltip } from '@mantine/core';
import { IconBraces, IconCheck } from '@tabler/icons-react';
import type { LoggedEvent } from '@tributary/protocol';
import { toneColors } from '../theme.ts';
import type { Devices } from '../view/client-name.ts';
import { eventGroups, eventSentence, groupOfEvent } from '../view/event-sentence.ts';
import { formatNumber, formatTime } from '../view/format.ts';
import type { FilteredEvents } from './use-filtered-events.ts';
import { type TableColumn, VirtualTable } from './virtual-table.tsx';

interface EventListProps {
  readonly events: FilteredEvents;
  readonly devices: Devices;
}

/** Events in plain sentences, the newest first. */
export const EventList = ({ events, devices }: EventListProps) => (
  <VirtualTable
    label="Events of this run"
    columns={columnsFor(devices)}
    count={events.count}
    rowAt={events.at}
    keyOf={({ seq }) => seq}
    maxHeightPx={640}
  />
);

const columnsFor = (devices: Devices): readonly TableColumn<LoggedEvent>[] => [
  {
    ...{ key: 'seq', title: 'No.', width: '80px' },
    cell: ({ seq }) => (
      <Text size="sm" c="dimmed" component="span">
        {formatNumber(seq)}
      </Text>
    ),
  },
  {
    ...{ key: 'time', title: 'Time', width: '210px' },
    cell: ({ at }) => (
      <time dateTime={new Date(at).toISOString()} style={{ whiteSpace: 'nowrap' }}>
        {formatTime(at)}
      </time>
    ),
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

const CopyJson = ({ logged }: { readonly logged: LoggedEvent }) => (
  <CopyButton value={JSON.stringify(logged, null, 2)}>
    {({ copied, copy }) => (
      <Tooltip label={copied ? 'Copied' : 'Copy as JSON'}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`Copy event ${logged.seq} as JSON`}
          onClick={copy}
        >
          {copied ? <IconCheck size={14} aria-hidden /> : <IconBraces size={14} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    )}
  </CopyButton>
);
