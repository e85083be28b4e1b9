import { Button, Group, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { clientName, compareNames, type Devices } from '../view/client-name.ts';
import { type EventFilter, isFiltering, noFilter } from '../view/event-filter.ts';
import { type EventGroup, eventGroups } from '../view/event-sentence.ts';

interface EventFiltersProps {
  readonly filter: EventFilter;
  readonly devices: Devices;
  readonly rounds: number;
  readonly onChange: (filter: EventFilter) => void;
}

const kinds = Object.entries(eventGroups).map(([value, { label }]) => ({ value, label }));

/** Which events are shown: by kind, client, round and words. */
export const EventFilters = ({ filter, devices, rounds, onChange }: EventFiltersProps) => {
  const clients = useMemo(
    () =>
      Object.keys(devices)
        .map((clientId) => ({ value: clientId, label: clientName(devices, clientId) }))
        .sort((a, b) => compareNames(a.label, b.label)),
    [devices],
  );
  const change = (changes: Partial<EventFilter>) => onChange({ ...filter, ...changes });
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        label="Words"
        placeholder="refused, round 3, …"
        value={filter.text}
        onChange={({ currentTarget }) => change({ text: currentTarget.value })}
        style={{ flex: '2 1 180px' }}
      />
      <MultiSelect
        label="Kinds"
        placeholder={filter.groups.length === 0 ? 'All' : ''}
        data={kinds}
        value={[...filter.groups]}
        onChange={(groups) => change({ groups: groups as EventGroup[] })}
        clearable
        style={{ flex: '2 1 200px' }}
      />
      <Select
        label="Client"
        placeholder="All"
        data={clients}
        value={filter.clientId}
        onChange={(clientId) => change({ clientId })}
        searchable
        clearable
        limit={50}
        nothingFoundMessage="No such client"
        style={{ flex: '1 1 150px' }}
      />
      <NumberInput
        label="Round"
        placeholder="All"
        value={filter.round ?? ''}
        onChange={(round) => change({ round: typeof round === 'number' ? round : null })}
        min={1}
        max={rounds}
        allowDecimal={false}
        style={{ flex: '0 1 100px' }}
      />
      {(isFiltering(filter) || filter.round !== null) && (
        <Button variant="default" onClick={() => onChange(noFilter)}>
          Show all
        </Button>
      )}
    </Group>
  );
};
