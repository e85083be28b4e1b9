import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { EventFilters } from '../../components/event-filters.tsx';
import { EventList } from '../../components/event-list.tsx';
import { useFilteredEvents } from '../../components/use-filtered-events.ts';
import { noFilter } from '../../view/event-filter.ts';
import { countOf } from '../../view/format.ts';
import { useRunContext } from './run-context.ts';

/** Everything that happened in this run, as it happens. */
export const EventsTab = () => {
  const { summary, log } = useRunContext();
  const [filter, setFilter] = useState(noFilter);
  const events = useFilteredEvents(log, useDeferredValue(filter));
  return (
    <Stack gap="lg">
      <Card component="section" aria-label="Filters">
        <EventFilters
          filter={filter}
          devices={log.devices}
          rounds={log.state.round}
          onChange={setFilter}
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
          <EventList events={events} devices={log.devices} runId={summary.runId} />
        )}
      </Card>
    </Stack>
  );
};
