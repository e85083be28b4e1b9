import { Card, Group, Pagination, Stack, Text, Title } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { EventFilters } from '../../components/event-filters.tsx';
import { EventList } from '../../components/event-list.tsx';
import { useFilteredEvents } from '../../components/use-filtered-events.ts';
import { noFilter } from '../../view/event-filter.ts';
import { countOf } from '../../view/format.ts';
import { useRunContext } from './run-context.ts';

/** A browser's pages cannot be as high as a million rows are. */
const MOST_ROWS = 10_000;

/** Everything that happened in this run, as it happens. */
export const EventsTab = () => {
  const { summary, log } = useRunContext();
  const [filter, setFilter] = useState(noFilter);
  const [page, setPage] = useState(0);
  const events = useFilteredEvents(log, useDeferredValue(filter));
  const pages = Math.max(1, Math.ceil(events.count / MOST_ROWS));
  const begin = Math.min(page, pages - 1) * MOST_ROWS;
  const shown = useMemo(
    () => ({
      count: Math.min(MOST_ROWS, events.count - begin),
      at: (index: number) => events.at(begin + index),
    }),
    [events, begin],
  );
  return (
    <Stack gap="lg">
      <Card component="section" aria-label="Filters">
        <EventFilters
          filter={filter}
          devices={log.devices}
          rounds={log.state.round}
          onChange={(changed) => {
            setFilter(changed);
            setPage(0);
          }}
        />
      </Card>
      <Card component="section" aria-label="Events" padding={0}>
        <Group justify="space-between" px="md" pt="md" pb="xs">
          <Title order={2} size="h5">
            Events
          </Title>
          <Text size="sm" c="dimmed" role="status">
            {events.isSearching
              ? `${countOf(events.count, 'event')} so far, looking further back…`
              : countOf(events.count, 'event')}
          </Text>
        </Group>
        {events.count === 0 && !events.isSearching ? (
          <Text c="dimmed" px="md" pb="lg">
            {log.seq === 0
              ? 'Nothing has happened yet. The first event appears when the run is started.'
              : 'No event is like that. Change the filters, or show all.'}
          </Text>
        ) : (
          <EventList events={shown} devices={log.devices} runId={summary.runId} />
        )}
        {pages > 1 && (
          <Group justify="space-between" p="md">
            <Text size="sm" c="dimmed">
              The table holds {countOf(MOST_ROWS, 'event')} at a time.
            </Text>
            <Pagination
              total={pages}
              value={begin / MOST_ROWS + 1}
              onChange={(chosen) => setPage(chosen - 1)}
              size="sm"
              getControlProps={(control) => ({ 'aria-label': controlLabels[control] })}
              getItemProps={(item) => ({ 'aria-label': `Part ${item} of the events` })}
            />
          </Group>
        )}
      </Card>
    </Stack>
  );
};

const controlLabels = {
  first: 'The newest events',
  previous: 'Newer events',
  next: 'Older events',
  last: 'The oldest events',
} as const;
