import { Card, Text, Title } from '@mantine/core';
import type { ClientId, Device } from '@tributary/protocol';
import { useMemo } from 'react';
import { clientName, compareNames, type Devices } from '../view/client-name.ts';
import type { ClientTally } from '../view/client-tally.ts';
import { platformOf } from '../view/device-groups.ts';
import { formatNumber, NO_VALUE } from '../view/format.ts';
import { BackendBadge } from './backend-badge.tsx';
import { ToneBadge } from './tone-badge.tsx';
import { type TableColumn, VirtualTable } from './virtual-table.tsx';

interface ParticipantsTableProps {
  readonly devices: Devices;
  readonly tallies: ReadonlyMap<ClientId, ClientTally>;
  /** Who is connected now. */
  readonly connected: Readonly<Record<ClientId, unknown>>;
}

interface Participant {
  readonly clientId: ClientId;
  readonly name: string;
  readonly device: Device;
  readonly tally: ClientTally | undefined;
  readonly isConnected: boolean;
}

/** Everyone who ever joined the run, and what came of it. */
export const ParticipantsTable = ({ devices, tallies, connected }: ParticipantsTableProps) => {
  const rows = useMemo(
    () =>
      Object.entries(devices)
        .map(
          ([clientId, device]): Participant => ({
            ...{ clientId, device, name: clientName(devices, clientId) },
            tally: tallies.get(clientId),
            isConnected: connected[clientId] !== undefined,
          }),
        )
        .sort((a, b) => compareNames(a.name, b.name) || (a.clientId < b.clientId ? -1 : 1)),
    [devices, tallies, connected],
  );
  return (
    <Card component="section" aria-label="Clients of this run" padding={0}>
      <Title order={2} size="h5" px="md" pt="md" pb="xs">
        Clients of this run
      </Title>
      <VirtualTable
        label="Everyone who joined"
        columns={columns}
        count={rows.length}
        rowAt={(index) => rows[index] as Participant}
        keyOf={({ clientId }) => clientId}
      />
    </Card>
  );
};

const count = (value: number | undefined | null): string =>
  value === undefined || value === null ? NO_VALUE : formatNumber(value);

const columns: readonly TableColumn<Participant>[] = [
  {
    ...{ key: 'name', title: 'Client' },
    cell: ({ name }) => (
      <Text size="sm" fw={600} component="span">
        {name}
      </Text>
    ),
  },
  {
    ...{ key: 'state', title: 'Now' },
    cell: ({ isConnected }) =>
      isConnected ? (
        <ToneBadge label="Connected" tone="good" />
      ) : (
        <ToneBadge label="Away" tone="neutral" />
      ),
  },
  { key: 'platform', title: 'Platform', cell: ({ device }) => platformOf(device) },
  {
    ...{ key: 'backend', title: 'Backend' },
    cell: ({ device }) => <BackendBadge backend={device.backend} reason={device.backendReason} />,
  },
  { key: 'asked', title: 'Asked', align: 'end', cell: ({ tally }) => count(tally?.asked) },
  { key: 'counted', title: 'Counted', align: 'end', cell: ({ tally }) => count(tally?.counted) },
  { key: 'refused', title: 'Refused', align: 'end', cell: ({ tally }) => count(tally?.refused) },
  {
    ...{ key: 'speed', title: 'Examples / s', align: 'end' },
    cell: ({ tally }) => {
      const speed = tally?.examplesPerSecond ?? null;
      return speed === null ? NO_VALUE : formatNumber(Math.round(speed));
    },
  },
  {
    ...{ key: 'last', title: 'Last counted', align: 'end' },
    cell: ({ tally }) =>
      typeof tally?.lastRound === 'number' ? `round ${tally.lastRound}` : NO_VALUE,
  },
];
